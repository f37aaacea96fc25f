package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TlsClients;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients that start at many places while the file grows by appends of any size all get the same bytes under TLS.
 */
class TlsManyClientsTest {

    private static final int CLIENTS = 40;
    private static final int START = 3 << 20;
    private static final int GROWTH = 6 << 20;
    private static final GrowingFile FILE = GrowingFile.of(TlsManyClientsTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsManyClientsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create(GrowingFile.noise(0, START));
            });

    @Inject
    TailServer server;

    @Test
    void allGetEqualBytes() throws Exception {
        Random random = new Random(1);
        Map<Integer, Future<String>> received = new LinkedHashMap<>();
        for (int i = 0; i < CLIENTS; i++) {
            int position = random.nextInt(START + GROWTH / 2);
            TlsClients clients = CERTIFICATES.clients().with(random.nextBoolean() ? "TLSv1.2" : "TLSv1.3");
            received.put(position, clients.at(server.port(), position).hashAsync(START + GROWTH - position));
        }
        grow(random);
        for (Map.Entry<Integer, Future<String>> each : received.entrySet()) {
            assertThat(each.getValue().get()).as("from %d on", each.getKey()).isEqualTo(FILE.hashFrom(each.getKey()));
        }
    }

    private static void grow(Random random) throws Exception {
        int left = GROWTH;
        for (int i = 0; left > 0; i++) {
            int length = Math.min(left, 1 + random.nextInt(1 << random.nextInt(1, 18)));
            FILE.append(GrowingFile.noise(i, length));
            left -= length;
        }
    }
}
