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

    /** How many bytes of a chunk that could not be sent whole the system has taken. Of a copy this is not known: 0. */
    public long taken() {
        return message instanceof GenerationRegion region ? region.transferred() : 0;
    }
}
