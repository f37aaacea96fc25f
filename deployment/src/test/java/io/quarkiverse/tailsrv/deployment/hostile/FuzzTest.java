package io.quarkiverse.tailsrv.deployment.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Many clients at a time that send anything in any pieces, read or do not, half-close, reset and go, while the file grows and
 * is rotated. Each gets what the protocol says, to the byte; nothing is logged, and nothing is left.
 * <p>
 * {@code -Dtailsrv.fuzz.seconds} is how long it takes, {@code -Dtailsrv.fuzz.seed} has the clients of an earlier run do the
 * same again.
 */
class FuzzTest {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("tailsrv.fuzz.seconds", 4));
    private static final long SEED = Long.getLong("tailsrv.fuzz.seed", System.nanoTime());
    private static final int CLIENTS = 24;
    private static final int GROWTHS_PER_ROTATION = 300;
    private static final int MAX_PAUSE_NANOS = 5_000_000;
    private static final GrowingFile FILE = GrowingFile.of(FuzzTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage()).addPackage(FuzzTest.class.getPackage()))
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "1S")
            .setBeforeAllCustomizer(() -> FILE.create(""))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING))
                    .isEmpty());

    @Inject
    TailServer server;

    private final FuzzedFile file = new FuzzedFile(FILE);
    private final AtomicLong sessions = new AtomicLong();
    private volatile boolean stopped;

    @Test
    void servesAsTheProtocolSaysWhateverComes() throws Exception {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        file.create();
        List<Future<Void>> tasks = new ArrayList<>();
        tasks.add(TestClient.async(this::write));
        for (int i = 0; i < CLIENTS; i++) {
            tasks.add(TestClient.async(this::runSessions));
        }
        await().pollDelay(TIME).atMost(TIME.plusMinutes(1)).until(() -> true);
        stopped = true;
        for (Future<Void> task : tasks) {
            task.get();
        }
        assertThat(sessions.get()).isGreaterThan(CLIENTS);
        assertNothingIsLeft();
    }

    private Void write() throws IOException {
        Random random = new Random(SEED);
        while (!stopped) {
            if (random.nextInt(GROWTHS_PER_ROTATION) == 0) {
                file.rotate(random);
            } else {
                file.grow(random);
            }
            LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS)); // a writer's whim, nothing that is awaited
        }
        return null;
    }

    private Void runSessions() {
        while (!stopped) {
            long session = sessions.getAndIncrement();
            try {
                new FuzzedSession(file, new Random(SEED + session)).run(server.port());
            } catch (IOException | RuntimeException | AssertionError e) {
                stopped = true;
                throw new AssertionError("session " + session + " of -Dtailsrv.fuzz.seed=" + SEED, e);
            }
        }
        return null;
    }

    private void assertNothingIsLeft() throws IOException {
        file.rotate(new Random(SEED)); // those who have gone without a reset, and wait for more, are noticed by now
        TestClient.awaitOpen(server, 0);
        try (TestClient reading = TestClient.at(server.port(), 0)) { // or the file might be closed meanwhile
            await().untilAsserted(() -> assertThat(ThisProcess.descriptorsOf(FILE.path().getParent()))
                    .containsExactly(FILE.path().toString()));
        }
        System.gc();
        PooledByteBufAllocator.DEFAULT.directBuffer(1).release(); // has the leak detector tell what it found
    }
}
