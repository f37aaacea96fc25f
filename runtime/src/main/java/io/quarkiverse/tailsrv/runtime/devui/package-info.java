/**
 * What the page in the Dev UI asks for and does, in dev mode. Nobody imports it.
 */
package io.quarkiverse.tailsrv.runtime.devui;
