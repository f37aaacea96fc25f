package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.CuttingProxy;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.PolicyServers;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * What a client that is connected sees of a rotation, by the server's policy.
 */
class RotationTest {

    private static final GrowingFile FILE = GrowingFile.of(RotationTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = PolicyServers.app(FILE);

    @Inject
    @TailServerName("close")
    TailServer close;

    @Inject
    @TailServerName("follow")
    TailServer follow;

    @Inject
    @TailServerName("linger")
    TailServer linger;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    private Clients clients;

    @BeforeEach
    void open() {
        clients = new Clients(vertx, tls);
    }

    @AfterEach
    void end() {
        clients.close();
    }

    @Test
    void closeEndsAGenerationWithAllOfIt() throws IOException {
        GrowingFile file = file("close", "old\n");
        try (CuttingProxy proxy = CuttingProxy.of(close::port); TestReader reader = read(proxy)) {
            List<String> expected = new ArrayList<>(List.of("1:old"));
            reader.awaitLines(expected);
            for (int generation = 2; generation <= 6; generation++) {
                GrowingFile old = file.rename("close." + generation);
                old.append("late " + generation + "\n");
                file.append("new " + generation + "\n");
                expected.add(generation - 1 + ":late " + generation);
                expected.add(generation + ":new " + generation);
                reader.awaitLines(expected);
            }
            assertThat(reader.events(TailGenerationChanged.class)).hasSize(5).extracting(TailGenerationChanged::lastOffset)
                    .containsExactly(11L, 13L, 13L, 13L, 13L);
        }
    }

    @Test
    void truncated() throws IOException {
        GrowingFile file = file("close", "old and long\n");
        try (CuttingProxy proxy = CuttingProxy.of(close::port); TestReader reader = read(proxy)) {
            reader.awaitLines("1:old and long");
            file.overwrite("new\n");
            reader.awaitLines("1:old and long", "2:new");
        }
    }

    /**
     * The new file goes on in the old one's place, unmarked. The next connection finds it out: bytes come twice, none is lost.
     */
    @Test
    void followIsNotSeenBeforeTheNextConnection() throws IOException {
        GrowingFile file = file("follow", "old\n");
        try (CuttingProxy proxy = CuttingProxy.of(follow::port); TestReader reader = read(proxy)) {
            reader.awaitLines("1:old");
            file.rename("follow.1");
            file.append("new\n");
            reader.awaitLines("1:old", "1:new");
            assertThat(reader.lastLine().offset()).as("as if it were in the old file").isEqualTo(4);
            proxy.cutAll();
            file.append("newer\n");
            reader.awaitLines("1:old", "1:new", "2:new", "2:newer");
            assertThat(reader.events(TailGenerationChanged.class)).singleElement()
                    .extracting(TailGenerationChanged::lastOffset).isEqualTo(8L);
        }
    }

    @Test
    void lingerStaysWithTheOldFile() throws IOException {
        GrowingFile file = file("linger", "old\n");
        try (CuttingProxy proxy = CuttingProxy.of(linger::port); TestReader reader = read(proxy)) {
            reader.awaitLines("1:old");
            GrowingFile old = file.rename("linger.1");
            file.append("new\n");
            old.append("late\n");
            reader.awaitLines("1:old", "1:late");
            await().until(() -> linger.length() == file.size());
            proxy.cutAll();
            reader.awaitLines("1:old", "1:late", "2:new");
        }
    }

    private TestReader read(CuttingProxy proxy) {
        return new TestReader(clients.builder().port(proxy.port()).backOffMin(Duration.ofMillis(5))
                .resumeTimeout(Duration.ofSeconds(2)), TailPosition.start());
    }

    private static GrowingFile file(String policy, String content) throws IOException {
        GrowingFile file = FILE.sibling(policy);
        file.replace(content);
        return file;
    }
}
