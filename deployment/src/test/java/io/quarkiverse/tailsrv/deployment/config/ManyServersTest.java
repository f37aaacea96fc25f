package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Hundreds of servers share one thread that takes events, one that polls, and the event loops of the application. One more may
 * write what is logged, and one closes files.
 */
class ManyServersTest {

    private static final int SERVERS = 200;
    private static final GrowingFile FILE = GrowingFile.of(ManyServersTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = configure(Apps.plain()).setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServers servers;

    private static QuarkusUnitTest configure(QuarkusUnitTest app) {
        for (int i = 0; i < SERVERS; i++) {
            app.overrideRuntimeConfigKey("quarkus.tailsrv.\"server-" + i + "\".file", file(i).path().toString());
        }
        return app;
    }

    private static GrowingFile file(int i) {
        return FILE.sibling(i % 10 + "/" + i + ".log");
    }

    @Test
    void eachServesItsOwnFile() throws IOException {
        assertThat(servers.all()).hasSize(SERVERS);
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < SERVERS; i++) {
                clients.add(TestClient.at(server(i).port(), 0)); // before there is a file or a directory
            }
            for (int i = 0; i < SERVERS; i++) {
                file(i).path().getParent().toFile().mkdirs();
                file(i).append("content " + i);
            }
            for (int i = 0; i < SERVERS; i++) {
                String content = "content " + i;
                assertThat(clients.get(i).readText(content.length())).isEqualTo(content);
            }
            await("those of the first looks have ended").untilAsserted(() -> assertThat(ThisProcess.tailsrvThreadsBesideSlow())
                    .allMatch(name -> name.matches("tailsrv-(watcher|poller|closer|log)")).doesNotHaveDuplicates());
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
    }

    private TailServer server(int i) {
        return servers.find("server-" + i).orElseThrow();
    }
}
