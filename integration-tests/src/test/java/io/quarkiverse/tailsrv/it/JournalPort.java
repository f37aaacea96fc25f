package io.quarkiverse.tailsrv.it;

// tag::journal-port[]
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

public class JournalPort implements QuarkusTestResourceLifecycleManager {

    // Below those that the system gives to clients, one of which might have it before the application does
    private final int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);

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
}
// end::journal-port[]
