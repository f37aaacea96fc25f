package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.util.ReferenceCounted;

/**
 * Some bytes of the file, as they are to be sent next.
 *
 * @param message what to write, to be released by whoever writes it
 * @param length how many bytes of the file it is
 * @param path which way it goes
 */
public record Chunk(ReferenceCounted message, long length, TransferPath path) {
}
