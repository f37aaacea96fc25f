/**
 * Reads the first line that a client sends, with a timeout. It imports {@code report} alone, for the reasons of a refusal. Only
 * {@code connection} imports it.
 */
package io.quarkiverse.tailsrv.runtime.header;
