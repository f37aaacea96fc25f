package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;

/**
 * Why a channel's client is not connected, for health. For any thread.
 */
final class ClientTrouble implements Consumer<TailClientEvent> {

    private volatile String reason; // null if it is connected, or was not yet tried

    /** Empty if it is connected, or was not yet tried. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public void accept(TailClientEvent event) {
        if (event instanceof TailClientDisconnected disconnected) {
            reason = disconnected.reason();
        } else if (event instanceof TailClientConnected) {
            reason = null;
        }
    }
}
