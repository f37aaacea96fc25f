package io.quarkiverse.tailsrv.deployment.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A copy of a served file goes on when its mirror is started again, whatever has become of the file meanwhile.
 */
class MirrorTest {

    private static final int LENGTH = 20 << 20;
    private static final GrowingFile FILE = GrowingFile.of(MirrorTest.class);
    private static final GrowingFile COPY = FILE.sibling("copies/copy.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = reading(FreePort.any());

    private static QuarkusUnitTest reading(int port) {
        return Apps.serving(FILE)
                .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.host", "localhost")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.backoff-max", "0.2S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.resume-timeout", "1S");
    }

    @Inject
    TailClient client;

    @Inject
    TailClients clients;

    private Cancellable running;

    @BeforeEach
    void start() throws IOException {
        FILE.create(GrowingFile.noise(1, LENGTH));
        Files.createDirectories(COPY.path().getParent());
        mirror();
        awaitCopy();
    }

    private void mirror() {
        running = clients.mirror(client, COPY.path()).keep(2).progress()
                .onFailure().retry().indefinitely() // the one before may not have let go yet
                .subscribe().with(progress -> {
                });
    }

    @AfterEach
    void stop() {
        running.cancel();
    }

    @Test
    void growsAndIsContinued() throws IOException {
        FILE.append("while it runs");
        awaitCopy();
        running.cancel();
        FILE.append("while it does not");
        mirror();
        awaitCopy();
        assertThat(first()).doesNotExist();
    }

    @Test
    void isRenamedWithTheFile() throws IOException {
        FILE.append("the last words");
        FILE.rename("served.log.1");
        FILE.append("another file");
        awaitCopy();
        assertThat(first()).hasSize(LENGTH + "the last words".length());
    }

    @Test
    void isRenamedIfTheFileWasRotatedMeanwhile() throws IOException {
        running.cancel();
        FILE.replace("another file");
        mirror();
        awaitCopy();
        assertThat(first()).hasBinaryContent(GrowingFile.noise(1, LENGTH));
    }

    @Test
    void isRenamedWhenTheFileIsTruncated() throws IOException {
        FILE.overwrite("short");
        awaitCopy();
        assertThat(first()).hasBinaryContent(GrowingFile.noise(1, LENGTH));
    }

    @Test
    void isRenamedIfItsHeadWasChanged() throws IOException {
        running.cancel();
        byte[] changed = GrowingFile.noise(1, LENGTH);
        changed[100]++;
        Files.write(COPY.path(), changed);
        mirror();
        awaitCopy();
        assertThat(first()).hasBinaryContent(changed);
    }

    @Test
    void isRenamedIfItsEndWasChanged() throws IOException {
        running.cancel();
        COPY.append("by hand");
        FILE.append("by the writer");
        mirror();
        awaitCopy();
        assertThat(first()).hasSize(LENGTH + "by hand".length());
    }

    private static Path first() {
        return COPY.sibling("copy.log.1").path();
    }

    private static void awaitCopy() {
        await().ignoreExceptionsInstanceOf(NoSuchFileException.class).untilAsserted(() -> { // it is renamed just now
            assertThat(COPY.path()).hasSize(Files.size(FILE.path()));
            assertThat(Files.mismatch(FILE.path(), COPY.path())).isEqualTo(-1);
        });
    }
}
