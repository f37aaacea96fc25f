package io.quarkiverse.tailsrv.runtime.transfer;

import io.netty.util.ReferenceCounted;

/**
 * Some bytes of the file, ready to be written to a socket.
 *
 * @param message the bytes to write, to be released by the writer
 * @param length the number of bytes
 * @param path how the bytes get to the socket
 */
public record Chunk(ReferenceCounted message, long length, TransferPath path) {

    /** How many bytes the system has taken of a chunk that could not be sent whole, as far as is known: 0 of a copy. */
    public long taken() {
        return message instanceof GenerationRegion region ? region.transferred() : 0;
    }
}
