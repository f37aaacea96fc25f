package io.quarkiverse.tailsrv.runtime.connection;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Called by a chase about its progress, perhaps while a method of the chase is still running.
 */
interface ChaseListener {

    /** There may be more to send. */
    void awaitTurn();

    /** This many bytes have been sent. */
    void sent(TransferPath path, long bytes);

    /** Everything has been sent, and no more will come. */
    void sentAll(CloseReason why);

    /**
     * The chase can't continue, perhaps in the middle of a chunk.
     *
     * @param why {@link CloseReason#ERROR} if the file can't be read
     * @param cause null if the file no longer has the bytes of the chunk
     */
    void broken(CloseReason why, Throwable cause);
}
