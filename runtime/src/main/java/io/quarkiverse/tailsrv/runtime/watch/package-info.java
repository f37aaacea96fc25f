/**
 * When files are looked at: on an event of the system, when the poll is due, and when a client asks; and the threads that do
 * it. Whoever lives here looks by a follower and never at bytes. It imports {@code follower} and {@code file}.
 */
package io.quarkiverse.tailsrv.runtime.watch;
