package io.quarkiverse.tailsrv.deployment.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Mount;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A mirror of the configuration whose disk is missing, and then full, says so once, tries again, and goes on when there is
 * room. It takes root to mount.
 */
class FullCopyDiskTest {

    private static final int LENGTH = 8 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2); // between two tries, too
    private static final GrowingFile FILE = GrowingFile.of(FullCopyDiskTest.class);
    private static final Path DISK = FILE.sibling("disk").path();
    private static final Path COPY = DISK.resolve("copy.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = mirroring(FreePort.any());

    private static QuarkusUnitTest mirroring(int port) {
        return Apps.serving(FILE)
                .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(port))
                .overrideConfigKey("quarkus.tailsrv.client.\"served\".host", "localhost")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"served\".port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"served\".mirror.copy", COPY.toString())
                .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(1, LENGTH)))
                .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING))
                        .anyMatch(message -> message.matches("The copy \"" + COPY
                                + "\" can't be written: NoSuchFileException.*; it is tried again"))
                        .satisfiesOnlyOnce(message -> assertThat(message).contains("No space left on device"))
                        .allMatch(message -> message.endsWith("; it is tried again")));
    }

    @Inject
    Tries tries;

    @Singleton
    public static class Tries {

        private final AtomicInteger count = new AtomicInteger();

        void connected(@ObservesAsync TailClientConnected event) {
            count.incrementAndGet();
        }
    }

    @Test
    void goesOnWhenThereIsRoom() throws Exception {
        Files.createDirectories(DISK);
        try (Mount disk = Mount.over(DISK, "-t", "tmpfs", "-o", "size=6m", "tmpfs")) {
            await().atMost(PATIENCE).until(() -> Files.exists(COPY) && Files.size(COPY) > 6_000_000);
            int before = tries.count.get();
            await().atMost(PATIENCE).until(() -> tries.count.get() >= before + 3);
            new ProcessBuilder("mount", "-o", "remount,size=12m", DISK.toString()).start().waitFor();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(COPY).hasSize(LENGTH);
                assertThat(Files.mismatch(FILE.path(), COPY)).isEqualTo(-1);
            });
        }
    }
}
