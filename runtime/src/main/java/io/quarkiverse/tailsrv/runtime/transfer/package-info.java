/**
 * How bytes get from a file to a socket: from the page cache without a copy, from a buffer that all at the tail share, or
 * from a copy, and who waits for a disk in place of event loops. The one room that knows of buffers and regions. It imports
 * {@code follower} and {@code file}.
 */
package io.quarkiverse.tailsrv.runtime.transfer;
