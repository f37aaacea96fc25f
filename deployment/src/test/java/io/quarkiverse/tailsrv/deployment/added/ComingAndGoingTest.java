package io.quarkiverse.tailsrv.deployment.added;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Servers are added and removed in a loop, by several threads at once, and by some who give up. Nothing is left of them.
 */
class ComingAndGoingTest {

    private static final GrowingFile FILE = GrowingFile.of(ComingAndGoingTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SERVERS = 300;

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @Inject
    TailServer server;

    private TailServer add(String name) {
        return servers.add(name, settings -> settings.file(FILE.path())).await().atMost(LONG);
    }

    private void remove(String name) {
        servers.remove(name).await().atMost(LONG);
    }

    private record Held(long descriptors, long watches, List<String> threads) {

        static Held now() {
            return new Held(ThisProcess.descriptorCount(), ThisProcess.watches(), ThisProcess.tailsrvThreadsBesideSlow());
        }
    }

    @Test
    void leaveNothingBehind() throws IOException {
        add("first");
        remove("first");
        try (TestClient reading = TestClient.at(server.port(), 0)) { // or the file might be closed meanwhile
            assertThat(reading.readText(7)).isEqualTo("content");
            await("of the application itself").until(() -> ThisProcess.tailsrvThreadsBesideSlow().size() <= 2);
            Held before = Held.now();
            for (int i = 0; i < SERVERS; i++) {
                comeAndGo("server-" + i, i % 50 == 0);
            }
            await().untilAsserted(() -> assertThat(Held.now()).isEqualTo(before));
        }
        assertThat(servers.all()).hasSize(1);
    }

    private void comeAndGo(String name, boolean read) throws IOException {
        TailServer added = add(name);
        if (read) {
            try (TestClient client = TestClient.at(added.port(), 0)) {
                assertThat(client.readText(7)).isEqualTo("content");
                remove(name);
            }
        }
        remove(name);
    }

    @Test
    void manyAtOnceAreThereAndGoneTogether() throws IOException {
        List<CompletableFuture<TailServer>> added = IntStream.range(0, 100)
                .mapToObj(i -> servers.add("crowd-" + i, settings -> settings.file(FILE.path())).subscribeAsCompletionStage())
                .toList();
        added.forEach(CompletableFuture::join);
        assertThat(servers.all()).hasSize(101);
        try (TestClient client = TestClient.at(added.get(99).join().port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
        added.stream().map(server -> servers.remove(server.join().name()).subscribeAsCompletionStage()).toList()
                .forEach(CompletableFuture::join);
        assertThat(servers.all()).hasSize(1);
    }

    /** Each addition fails, or is removed by somebody: whatever came between, the name is free in the end. */
    @Test
    void threadsThatContendForOneNameDoNotLoseIt() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            threads.add(new Thread(() -> contend(start, random), "contender-" + i));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        remove("contended");
        assertThat(servers.find("contended")).isEmpty();
        TailServer last = add("contended");
        try (TestClient client = TestClient.at(last.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
        remove("contended");
        await().untilAsserted(() -> assertThat(ThisProcess.listeningPorts()).doesNotContain(last.port()));
    }

    private void contend(CountDownLatch start, Random random) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < 50; i++) {
            if (random.nextBoolean()) {
                servers.add("contended", settings -> settings.file(FILE.path())).onFailure(IllegalStateException.class)
                        .recoverWithNull().await().atMost(LONG);
            } else {
                remove("contended");
            }
        }
    }

    @Test
    void whoGivesUpHasNoServer() {
        Stream.of(0, 1, 2, 4, 8, 16).forEach(millis -> {
            Cancellable added = servers.add("given-up", settings -> settings.file(FILE.path())).subscribe().with(server -> {
            });
            await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
            added.cancel();
            remove("given-up"); // it may have been there before the cancellation
            add("given-up");
            remove("given-up");
        });
        assertThat(servers.all()).hasSize(1);
    }

    /** The addition has the name already, and waits for the last server of that name, whose client reads nothing. */
    @Test
    void whoGivesUpLateLeavesTheNameToOthers() throws IOException {
        GrowingFile large = FILE.sibling("large.log");
        large.append("x".repeat(1 << 25));
        TailServer last = servers
                .add("given-up", settings -> settings.file(large.path()).shutdownTimeout(Duration.ofSeconds(8)))
                .await().atMost(LONG);
        try (TestClient deaf = TestClient.at(last.port(), 0)) {
            await().until(() -> last.connections().size() == 1);
            servers.remove("given-up").subscribeAsCompletionStage();
            await().until(() -> servers.find("given-up").isEmpty());
            Cancellable added = servers.add("given-up", settings -> settings.file(FILE.path())).subscribe().with(server -> {
            });
            await().untilAsserted(() -> assertThatThrownBy(() -> servers.add("given-up", settings -> {
                throw new UnsupportedOperationException("the name is free");
            }).await().atMost(LONG)).hasMessageContaining("There is already a tailsrv server \"given-up\""));
            assertThat(servers.find("given-up")).isEmpty();
            added.cancel();
            deaf.close();
            add("given-up");
            remove("given-up");
        }
    }

    /** The customizer is on its way when its addition is given up, and returns afterwards. */
    @Test
    void whoGivesUpEarlyLeavesTheNameToOthers() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            CountDownLatch called = new CountDownLatch(1);
            CountDownLatch givenUp = new CountDownLatch(1);
            Cancellable added = servers.add("given-up", settings -> {
                called.countDown();
                await().until(() -> givenUp.getCount() == 0);
                settings.file(FILE.path());
            }).subscribe().with(server -> {
            });
            called.await();
            added.cancel();
            givenUp.countDown();
            for (int other = 0; other < 5; other++) {
                add("given-up");
                remove("given-up");
            }
        }
        assertThat(servers.all()).hasSize(1);
    }
}
