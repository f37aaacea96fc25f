/**
 * Reads the first line that a client sends, with a timeout. It imports nobody, and only {@code connection} imports it.
 */
package io.quarkiverse.tailsrv.runtime.header;
