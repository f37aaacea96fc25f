package io.quarkiverse.tailsrv.runtime.connection;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Told how a chase goes, maybe before the method that was called has returned.
 */
interface ChaseListener {

    /** There may be more to send. */
    void awaitTurn();

    /** So much has gone out. */
    void sent(TransferPath path, long bytes);

    /** All has been sent that there will ever be. */
    void sentAll(CloseReason why);

    /**
     * It can't go on, maybe in the middle of a chunk.
     *
     * @param why {@link CloseReason#ERROR} if the file can't be read
     * @param cause null if the bytes of the chunk are gone
     */
    void broken(CloseReason why, Throwable cause);
}
