package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Mount;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A file on a file system that may hang for all that is known of it is never left to the kernel to send. It takes root to
 * mount one.
 */
class UnknownFileSystemTest {

    private static final int CLIENTS = 20;
    private static final GrowingFile FILE = GrowingFile.of(UnknownFileSystemTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> FILE.create("before it was mounted over"));

    @Inject
    TailServer server;

    @Test
    void deliversCopies() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try (Mount mounted = Mount.over(FILE.path().getParent(), "-t", "ramfs", "none")) {
            byte[] content = GrowingFile.noise(1, 9_000_001);
            FILE.replace(content);
            long zeroCopy = sent(TransferPath.ZERO_COPY);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(TestClient.at(server.port(), i));
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).read(content.length - i)).isEqualTo(FILE.bytesFrom(i));
            }
            FILE.append("and more");
            for (TestClient client : clients) {
                assertThat(client.readText(8)).isEqualTo("and more");
            }
            await().untilAsserted(() -> assertThat(sent(TransferPath.COPIED)).isGreaterThan(CLIENTS * 8_000_000L));
            assertThat(sent(TransferPath.ZERO_COPY)).isEqualTo(zeroCopy);
            assertThat(sent(TransferPath.SHARED)).isPositive();
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }

    private long sent(TransferPath path) {
        return ((ManagedServer) server).statistics().bytesSent(path);
    }
}
