package io.quarkiverse.tailsrv.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;

/**
 * A listener that fails, as Micrometer does for a meter of the application's with the same name and another type.
 */
class ServerListTest {

    private static final ServersListener FAILING = new ServersListener() {
        @Override
        public void added(ManagedServer server) {
            throw new IllegalArgumentException("added");
        }

        @Override
        public void removed(ManagedServer server) {
            throw new IllegalArgumentException("removed");
        }
    };

    @Test
    void aListenerThatFailsKeepsNoServerFromComingAndGoing() throws Exception {
        ServerList servers = new ServerList();
        servers.listen(FAILING);
        ManagedServer server = new ManagedServer(TestOptions.of(), new ServerStatistics(), event -> {
        }, connections -> null, opened -> {
        });
        servers.enter(server, () -> false);
        servers.opened(server);
        assertThat(servers.find(server.name())).contains(server);
        CompletableFuture<Void> left = servers.leave(server.name(), server);
        left.get(10, TimeUnit.SECONDS);
        servers.checkFree(server.name());
        assertThat(servers.departures()).isDone();
    }
}
