package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * What a channel's client tells, for the log and for health. Of tries to connect in a row, the log has only the first that
 * fails. For any thread.
 */
final class ClientNews implements Consumer<TailClientEvent> {

    private static final AsyncLog LOG = AsyncLog.of(ClientNews.class);

    private final String channel;
    private volatile String trouble; // why it is not connected; null if it is, or was not yet tried

    ClientNews(String channel) {
        this.channel = channel;
    }

    /** Why the client is not connected, as far as it has told. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public synchronized void accept(TailClientEvent event) {
        if (event instanceof TailClientDisconnected disconnected) {
            tell(disconnected);
        } else if (event instanceof TailClientConnected) {
            if (trouble != null) {
                LOG.infof("Channel \"%s\": is connected to %s again", channel, event.client());
                trouble = null;
            }
        } else if (event instanceof TailGenerationChanged changed) {
            LOG.warnf("Channel \"%s\": %s has another file (%s). The earlier one was read up to offset %s; what was written to"
                    + " it behind that while the channel was not connected is not delivered", channel, event.client(),
                    changed.reason(), changed.lastOffset());
        }
    }

    private void tell(TailClientDisconnected disconnected) {
        if (trouble == null) {
            LOG.warnf("Channel \"%s\": is not connected to %s (%s); it tries again until it is", channel,
                    disconnected.client(), disconnected.reason());
        }
        trouble = disconnected.reason();
    }
}
