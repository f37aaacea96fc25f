package io.quarkiverse.tailsrv.deployment.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Hashes;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that comes back with start plus bytes received has neither a gap nor a repeat, wherever it was cut off.
 */
class ResumeTest {

    private static final int RECONNECTS = 1000;
    private static final int MAX_AHEAD = 1 << 20;
    private static final int STOP = -1;
    private static final GrowingFile FILE = GrowingFile.of(ResumeTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(0, 1 << 16)));

    @Inject
    TailServer server;

    @Test
    void comesBackAThousandTimesUnderLoad() throws Exception {
        AtomicInteger position = new AtomicInteger();
        Future<Void> writer = TestClient.async(() -> growAheadOf(position));
        Random random = new Random(1);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        for (int i = 0; i < RECONNECTS; i++) {
            TestClient client = TestClient.at(server.port(), received.size());
            received.write(client.read(1 + random.nextInt(1 << random.nextInt(1, 16))));
            position.set(received.size());
            if (random.nextBoolean()) {
                client.reset();
            } else {
                client.close();
            }
        }
        position.set(STOP);
        writer.get();
        try (TestClient client = TestClient.at(server.port(), received.size())) {
            received.write(client.read(FILE.size() - received.size()));
        }
        assertThat(Hashes.of(received.toByteArray())).isEqualTo(FILE.hashFrom(0));
    }

    private static Void growAheadOf(AtomicInteger position) throws IOException {
        Random random = new Random(2);
        for (int i = 0; position.get() != STOP; i++) {
            if (FILE.size() - position.get() < MAX_AHEAD) {
                FILE.append(GrowingFile.noise(i, 1 + random.nextInt(1 << random.nextInt(1, 14))));
            } else {
                Thread.onSpinWait();
            }
        }
        return null;
    }
}
