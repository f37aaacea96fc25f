package io.quarkiverse.tailsrv.deployment.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.FileSelection;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.TailFileRotated;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FileEvents;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Of the files that match a pattern the newest is served, and a newer one is a rotation.
 */
class NewestFileTest {

    private static final GrowingFile FILE = GrowingFile.of(NewestFileTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.sibling("app-{latest}.log").path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "follow")
            .overrideRuntimeConfigKey("quarkus.tailsrv.rotation-grace", "0.3S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "60S") // events have to do
            .setBeforeAllCustomizer(FILE::clear);

    @Inject
    TailServer server;

    @Inject
    TailServers servers;

    @Inject
    Rotations rotations;

    @Singleton
    public static class Rotations {

        private final List<TailFileRotated> events = new CopyOnWriteArrayList<>();

        void rotated(@ObservesAsync TailFileRotated event) {
            events.add(event);
        }
    }

    @BeforeEach
    void forget() throws IOException {
        FileEvents.require();
        server.stop().toCompletableFuture().join();
        FILE.clear();
        server.start().toCompletableFuture().join();
        rotations.events.clear();
    }

    @AfterEach
    void removeAll() {
        servers.all().stream().filter(each -> each != server).forEach(each -> servers.remove(each.name()).await().atMost(LONG));
    }

    private static GrowingFile app(Object which) {
        return FILE.sibling("app-" + which + ".log");
    }

    private static Path directory() {
        return FILE.path().getParent();
    }

    /** The directory has to be seen before there are files in it, or it is listed when the first comes. */
    private void makeDirectory() throws IOException {
        Files.createDirectories(directory());
    }

    @Test
    void itsClientsGoOnWithANewerOne() throws IOException {
        makeDirectory();
        app(9).append("nine.");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(5)).isEqualTo("nine.");
            app(8).append("older");
            app(10).append("ten.");
            assertThat(client.readText(4)).isEqualTo("ten.");
            app(10).append("more.");
            assertThat(client.readText(5)).isEqualTo("more.");
        }
        assertThat(server.file()).isEqualTo(app(10).path());
        await().untilAsserted(() -> assertThat(rotations.events).singleElement().satisfies(event -> {
            assertThat(event.cause()).isEqualTo(RotationCause.SUPERSEDED);
            assertThat(event.oldFile()).isEqualTo(app(9).path());
            assertThat(event.newFile()).isEqualTo(app(10).path());
        }));
    }

    @Test
    void waitsForADirectoryAndAFile() throws IOException {
        assertThat(server.file()).isEqualTo(app("{latest}").path());
        assertThat(server.state()).isEqualTo(TailServerState.WAITING);
        try (TestClient client = TestClient.at(server.port(), 0)) {
            makeDirectory();
            app(1).append("first");
            assertThat(client.readText(5)).isEqualTo("first");
        }
    }

    @Test
    void whatIsWrittenLateToTheOldOneComesFirst() throws IOException {
        makeDirectory();
        app(1).append("one.");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("one.");
            app(2).append("two.");
            app(1).append("late.");
            assertThat(client.readText(9)).isEqualTo("late.two.");
        }
    }

    @Test
    void noneIsLeftOutHoweverFastTheyCome() throws IOException {
        makeDirectory();
        app(0).append("0;");
        StringBuilder expected = new StringBuilder("0;");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(2)).isEqualTo("0;");
            for (int i = 1; i <= 12; i++) {
                app(i).append(i + ";");
                expected.append(i).append(';');
            }
            assertThat(client.readText(expected.length() - 2)).isEqualTo(expected.substring(2));
        }
    }

    @Test
    void anEmptyOneTakesNothingAway() throws IOException {
        makeDirectory();
        app(1).append("one.");
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("one.");
            app(2).append("");
            app(1).append("still.");
            assertThat(client.readText(6)).isEqualTo("still.");
            assertThat(server.file()).isEqualTo(app(1).path());
            app(2).append("two.");
            assertThat(client.readText(4)).isEqualTo("two.");
        }
    }

    @Test
    void ifItVanishesClientsWaitForANewerOne() throws IOException {
        makeDirectory();
        app(1).append("one.");
        app(2).append("two.");
        await().until(() -> server.file().equals(app(2).path())); // its event may come after a client's question
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("two.");
            Files.delete(app(2).path());
            await().until(() -> server.state() == TailServerState.WAITING);
            app(3).append("three.");
            assertThat(client.readText(6)).isEqualTo("three.");
        }
    }

    @Test
    void byDefaultItsClientsAreClosedAndTheNextAreServedTheNewerOne() throws IOException {
        makeDirectory();
        app(1).append("one.");
        TailServer closing = servers.add("closing", settings -> settings.file(app("{latest}").path())
                .onRotation(RotationPolicy.CLOSE)).await().atMost(LONG);
        try (TestClient client = TestClient.at(closing.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("one.");
            app(2).append("two.");
            app(1).append("late.");
            assertThat(new String(client.readToEnd())).isEqualTo("late.");
        }
        try (TestClient client = TestClient.at(closing.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("two.");
        }
    }

    @Test
    void someStayOnTheOldOne() throws IOException {
        makeDirectory();
        app(1).append("one.");
        TailServer lingering = servers.add("lingering", settings -> settings.file(app("{latest}").path())
                .onRotation(RotationPolicy.LINGER)).await().atMost(LONG);
        try (TestClient client = TestClient.at(lingering.port(), 0)) {
            assertThat(client.readText(4)).isEqualTo("one.");
            app(2).append("two.");
            await().until(() -> lingering.file().equals(app(2).path()));
            app(1).append("late.");
            assertThat(client.readText(5)).isEqualTo("late.");
        }
    }

    @Test
    void theOneThatWasWrittenToLast() throws IOException {
        makeDirectory();
        app("b").append("b.");
        TailServer latest = servers.add("modified", settings -> settings.file(app("*").path())
                .fileSelection(FileSelection.LATEST_MODIFIED)).await().atMost(LONG);
        try (TestClient client = TestClient.at(latest.port(), 0)) {
            assertThat(client.readText(2)).isEqualTo("b.");
            await().untilAsserted(() -> {
                app("a").append("a."); // once the clock of the file system has gone on
                assertThat(latest.file()).isEqualTo(app("a").path());
            });
            assertThat(client.readText(2)).isEqualTo("a.");
        }
    }

    @Test
    void namesThatLookLikePatternsAreNames() throws IOException {
        makeDirectory();
        GrowingFile odd = FILE.sibling("odd-*[1]{a,b}.log");
        odd.append("odd");
        FILE.sibling("odd-x1a.log").append("other");
        TailServer named = servers.add("named", settings -> settings.file(odd.path())).await().atMost(LONG);
        try (TestClient client = TestClient.at(named.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("odd");
        }
    }

    @Test
    void aPatternThatCantBeUsedFailsTheStart() {
        Path wrong = directory().resolve("{latest}").resolve("app.log");
        assertThatThrownBy(() -> servers.add("wrong", settings -> settings.file(wrong)).await().atMost(LONG))
                .isInstanceOf(ConfigurationException.class).hasMessage("quarkus.tailsrv.\"wrong\".file: \"" + wrong
                        + "\" has {latest} in the name of a directory; use it in the file's name");
    }
}
