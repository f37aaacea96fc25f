/**
 * The system's page cache: which bytes of a file are in memory, and how bytes are read so that they are. It imports
 * nobody; only {@code transfer} imports it.
 */
package io.quarkiverse.tailsrv.runtime.cache;
