/**
 * How bytes get from a file to a socket. It chooses between the page cache, shared buffers and copies, and its threads wait for
 * the disk in place of event loops. It imports {@code cache}, {@code follower} and {@code file}. {@code report},
 * {@code connection}, {@code metrics} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.transfer;
