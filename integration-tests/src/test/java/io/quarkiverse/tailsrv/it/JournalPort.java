package io.quarkiverse.tailsrv.it;

// tag::journal-port[]
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

public class JournalPort implements QuarkusTestResourceLifecycleManager {

    private final int port = freePort();

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.tailsrv.file", "target/journal.log", "quarkus.tailsrv.host", "localhost",
                "quarkus.tailsrv.port", String.valueOf(port));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new InetSocketAddress("localhost", port),
                new TestInjector.MatchesType(InetSocketAddress.class));
    }

    @Override
    public void stop() {
    }

    /** Below those that the system gives to clients, one of which might have it before the application does. */
    private static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 30_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // by another one: draw again
            }
        }
    }
}
// end::journal-port[]
