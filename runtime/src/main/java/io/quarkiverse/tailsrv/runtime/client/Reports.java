package io.quarkiverse.tailsrv.runtime.client;

import java.util.function.Consumer;

import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * What a client's streams tell: figures and events. For any thread.
 */
final class Reports {

    private static final AsyncLog LOG = AsyncLog.of(Reports.class);

    private final String client;
    private final Consumer<TailClientEvent> observer;
    private final ClientStatistics statistics;

    /**
     * @param observer null for none
     */
    Reports(String client, Consumer<TailClientEvent> observer, ClientStatistics statistics) {
        this.client = client;
        this.observer = observer;
        this.statistics = statistics;
    }

    String client() {
        return client;
    }

    ClientStatistics statistics() {
        return statistics;
    }

    void tell(TailClientEvent event) {
        if (observer != null) {
            try {
                observer.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "Tail client \"%s\": its observer has failed at %s", client, event);
            }
        }
    }
}
