package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * {@link ClientSnippets} do what the page "Reading from code" says.
 */
class ClientPageTest {

    private static final GrowingFile FILE = GrowingFile.of(ClientPageTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .withApplicationRoot(jar -> jar.addPackage(GrowingFile.class.getPackage()).addClass(ClientSnippets.class))
            .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\n"));

    @Inject
    TailServer server;

    @Inject
    TailClients clients;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        seen.clear(); // all tests share an instance
        long before = server.generation();
        FILE.replace("one\ntwo\n");
        await().until(() -> server.generation() > before);
    }

    @Test
    void lines() throws IOException {
        int offset = FILE.size();
        Cancellable reading = snippets().lines(clients, seen::add);
        await().untilAsserted(() -> {
            FILE.append("new\n"); // again, since the end may not have been found yet
            assertThat(seen).isNotEmpty();
        });
        assertThat(seen.get(0)).endsWith(": new");
        assertThat(Integer.parseInt(seen.get(0).split(":")[0])).isGreaterThanOrEqualTo(offset);
        reading.cancel();
    }

    @Test
    void resume() throws IOException {
        Path kept = FILE.sibling("position").path();
        TailClient client = clients.builder().port(server.port()).build();
        Cancellable first = snippets().resume(client, kept, seen::add);
        await().until(
                () -> seen.contains("two") && Files.exists(kept) && Files.readString(kept).contains(":" + FILE.size() + ":"));
        first.cancel();
        seen.clear();
        FILE.append("three\n");
        Cancellable second = snippets().resume(client, kept, seen::add);
        await().untilAsserted(() -> assertThat(seen).containsExactly("three"));
        second.cancel();
    }

    @Test
    void events() throws IOException {
        TailClient client = snippets().events(clients, seen::add);
        List<String> lines = new CopyOnWriteArrayList<>();
        Cancellable reading = client.lines().subscribe().with(line -> lines.add(line.text()));
        await().until(() -> lines.contains("two"));
        int length = FILE.size();
        FILE.replace("another\n");
        await().untilAsserted(() -> assertThat(seen).containsExactly("Another file; the last one was read to byte " + length));
        reading.cancel();
    }

    private ClientSnippets snippets() {
        return new ClientSnippets("localhost", server.port());
    }
}
