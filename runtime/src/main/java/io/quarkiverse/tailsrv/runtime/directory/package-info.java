/**
 * Which directories' events concern a file, and the thread that takes them. Beside {@code thread} it imports
 * {@code selection} and {@code file}; only {@code watch} imports it.
 */
package io.quarkiverse.tailsrv.runtime.directory;
