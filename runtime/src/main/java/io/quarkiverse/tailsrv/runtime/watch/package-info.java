/**
 * Decides when files are looked at, and runs the threads that look. It reads files only through a follower. Beside
 * {@code thread} it imports {@code directory}, {@code follower}, {@code selection} and {@code file}; only {@code server}
 * imports it.
 */
package io.quarkiverse.tailsrv.runtime.watch;
