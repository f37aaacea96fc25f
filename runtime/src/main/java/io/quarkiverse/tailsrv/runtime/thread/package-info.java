/**
 * Threads for tasks that may block: reading files, writing the log, which takes one line at a time. It imports no other package
 * of {@code runtime}; all of them may import it.
 */
package io.quarkiverse.tailsrv.runtime.thread;
