package io.quarkiverse.tailsrv.deployment.added;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServerStarted;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.TailServerStopped;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Servers come and go while the application runs, and are like those of the configuration.
 */
class AddedServersTest {

    private static final GrowingFile FILE = GrowingFile.of(AddedServersTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "3")
            .overrideRuntimeConfigKey("quarkus.tailsrv.planned.max-connections", "7")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @Inject
    TailServer configured;

    @Inject
    Events events;

    @Singleton
    public static class Events {

        private final List<String> all = new CopyOnWriteArrayList<>();

        void started(@ObservesAsync TailServerStarted event) {
            all.add("started " + event.server().name());
        }

        void stopped(@ObservesAsync TailServerStopped event) {
            all.add("stopped " + event.server().name());
        }
    }

    @BeforeEach
    void forget() {
        events.all.clear();
    }

    @AfterEach
    void removeAll() {
        servers.all().stream().filter(server -> server != configured)
                .forEach(server -> result(servers.remove(server.name())));
        assertThat(servers.all()).containsExactly(configured);
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }

    private TailServer add(String name) {
        return result(servers.add(name, settings -> settings.file(FILE.path())));
    }

    @Test
    void servesAFileThatTurnsUp() throws IOException {
        GrowingFile job = FILE.sibling("job.log");
        job.append("job");
        TailServer added = result(servers.add("turned-up", settings -> settings.file(job.path())));
        assertThat(added.name()).isEqualTo("turned-up");
        assertThat(added.file()).isEqualTo(job.path());
        assertThat(added.host()).isEqualTo("localhost");
        assertThat(added.state()).isEqualTo(TailServerState.SERVING);
        assertThat(servers.all()).containsExactly(configured, added);
        assertThat(servers.find("turned-up")).containsSame(added);
        try (TestClient client = TestClient.at(added.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("job");
            result(servers.remove("turned-up"));
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(events.all) // with late ones of other tests
                .filteredOn(event -> event.endsWith(" turned-up"))
                .containsExactly("started turned-up", "stopped turned-up"));
    }

    @Test
    void isGoneOnceItIsRemoved() throws IOException {
        TailServer added = add("job");
        result(servers.remove("job"));
        assertThat(servers.find("job")).isEmpty();
        assertThat(servers.all()).containsExactly(configured);
        assertThat(added.state()).isEqualTo(TailServerState.STOPPED);
        assertThat(TestClient.isRefused(added.port())).isTrue();
        added.stop().toCompletableFuture().join(); // it is stopped already
        assertThatThrownBy(() -> added.start().toCompletableFuture().join()).cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The tailsrv server \"job\" can't be started: it was removed");
        result(servers.remove("job"));
        result(servers.remove("never there"));
    }

    @Test
    void aStopWaitsForARemovalThatIsUnderWay() throws IOException {
        GrowingFile large = FILE.sibling("large.log"); // more than the system's buffers hold for a client that does not read
        large.append(GrowingFile.noise(1, 24 << 20));
        TailServer added = result(servers.add("job", settings -> settings.file(large.path()).shutdownTimeout(LONG)));
        try (TestClient slow = TestClient.at(added.port(), 0)) {
            slow.read(1);
            servers.remove("job").subscribeAsCompletionStage();
            CompletableFuture<Void> stopped = added.stop().toCompletableFuture();
            assertThat(stopped).isNotDone();
            slow.readToEnd();
            stopped.join();
        }
        assertThat(added.state()).isEqualTo(TailServerState.STOPPED);
        assertThat(TestClient.isRefused(added.port())).isTrue();
    }

    @Test
    void nothingHappensBeforeSomebodySubscribes() {
        Uni<TailServer> added = servers.add("job", settings -> settings.file(FILE.path()));
        assertThat(servers.find("job")).isEmpty();
        TailServer first = result(added);
        Uni<Void> removed = servers.remove("job");
        assertThat(servers.find("job")).containsSame(first);
        result(removed);
        assertThat(result(added)).isNotSameAs(first);
    }

    @Test
    void hasWhatIsSetForItsNameOrForAll() {
        int[] found = new int[3];
        result(servers.add("job", settings -> found[0] = settings.file(FILE.path()).maxConnections()));
        result(servers.add("planned", settings -> found[1] = settings.file(FILE.path()).maxConnections()));
        result(servers.add("other", settings -> found[2] = settings.file(FILE.path()).maxConnections(9).maxConnections()));
        assertThat(found).containsExactly(3, 7, 9);
    }

    @Test
    void hasTheSettingsOfTheCustomizer() throws IOException {
        GrowingFile file = FILE.sibling("rotating.log");
        file.append("old");
        TailServer added = result(servers.add("job", settings -> settings.file(file.path()).host("127.0.0.1")
                .onRotation(RotationPolicy.FOLLOW).pollInterval(Duration.ofMillis(50)).maxConnections(1)));
        assertThat(added.host()).isEqualTo("127.0.0.1");
        try (TestClient client = TestClient.at(added.port(), 0); TestClient second = TestClient.at(added.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            assertThat(second.readToEnd()).isEmpty();
            file.replace("new");
            assertThat(client.readText(3)).isEqualTo("new");
        }
    }

    @Test
    void canBeConfiguredAnew() throws IOException {
        GrowingFile other = FILE.sibling("other.log");
        other.append("other");
        for (int i = 0; i < 3; i++) {
            add("job");
            result(servers.remove("job"));
            TailServer again = result(servers.add("job", settings -> settings.file(other.path())));
            try (TestClient client = TestClient.at(again.port(), 0)) {
                assertThat(client.readText(5)).isEqualTo("other");
            }
            result(servers.remove("job"));
        }
    }

    @Test
    void settingsCantBeChangedLater() {
        TailServerSettings[] kept = new TailServerSettings[1];
        result(servers.add("job", settings -> kept[0] = settings.file(FILE.path())));
        assertThatThrownBy(() -> kept[0].maxConnections(5)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"job\" can't be changed any more");
    }

    @Test
    void aServerOfTheConfigurationCanBeStoppedAndStartedAsEver() throws IOException {
        configured.stop().toCompletableFuture().join();
        assertThat(servers.find("<default>")).as("it is stopped, not removed").containsSame(configured);
        configured.start().toCompletableFuture().join();
        try (TestClient client = TestClient.at(configured.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    /** A fixed port is free again, and so is the name, as soon as the removal is done; and addition waits for it. */
    @Test
    void waitsForTheLastOneOfItsName() throws IOException {
        int port = FreePort.any(); // nobody else is given it while it is closed
        TailServerCustomizer fixed = settings -> settings.file(FILE.path()).port(port);
        result(servers.add("job", fixed));
        try (TestClient slow = TestClient.at(port, 0)) {
            assertThat(slow.readText(7)).isEqualTo("content");
            for (int i = 0; i < 10; i++) {
                servers.remove("job").subscribeAsCompletionStage();
                assertThat(result(servers.add("job", fixed)).port()).isEqualTo(port);
            }
        }
    }

    @Test
    void aFileOfAServerThatIsRemovedIsClosed() {
        GrowingFile file = FILE.sibling("closed.log");
        for (int i = 0; i < 3; i++) {
            result(servers.add("job", settings -> settings.file(file.path())));
            result(servers.remove("job"));
        }
        await().untilAsserted(() -> assertThat(ThisProcess.descriptorsOf(file.path())).isEmpty());
    }
}
