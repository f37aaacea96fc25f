/**
 * What clients send behind their headers: it is thrown away, slowly if it is much, and its end is watched. It imports
 * {@code socket}; only {@code connection} imports it.
 */
package io.quarkiverse.tailsrv.runtime.input;
