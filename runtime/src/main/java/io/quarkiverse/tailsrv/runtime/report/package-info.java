/**
 * What a server tells: events for the application, figures for operators, and failures in words. Everybody may tell; whoever
 * lives here decides nothing.
 */
package io.quarkiverse.tailsrv.runtime.report;
