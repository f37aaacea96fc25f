/**
 * Threads for tasks that may block: reading files, writing the log. It imports no other package of {@code runtime}; all of them
 * may import it.
 */
package io.quarkiverse.tailsrv.runtime.thread;
