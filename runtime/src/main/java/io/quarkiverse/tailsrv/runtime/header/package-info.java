/**
 * The first line that a client sends: collected, read and timed. It imports {@code report} for the reasons of a refusal.
 */
package io.quarkiverse.tailsrv.runtime.header;
