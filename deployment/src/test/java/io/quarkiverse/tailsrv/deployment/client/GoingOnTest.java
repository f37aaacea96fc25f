package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.CuttingProxy;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.PolicyServers;
import io.quarkiverse.tailsrv.deployment.support.ResumeCase;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * After the server was away, a client goes on at its byte if the file is the one that it was, and else with the first byte of
 * the new one, whatever the server does at a rotation.
 */
class GoingOnTest {

    private static final GrowingFile FILE = GrowingFile.of(GoingOnTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = PolicyServers.app(FILE);

    @Inject
    TailServers servers;

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
    void close() {
        clients.close();
    }

    /** By name, since the test's class is loaded twice. */
    static Stream<String> cases() {
        return Stream.of(ResumeCase.values()).map(Enum::name);
    }

    static Stream<Arguments> casesAndPolicies() {
        return cases().flatMap(name -> PolicyServers.POLICIES.stream().map(policy -> Arguments.of(name, policy)));
    }

    @ParameterizedTest
    @MethodSource("casesAndPolicies")
    void theStreamGoesOn(String name, String policy) throws Exception {
        ResumeCase change = ResumeCase.valueOf(name);
        GrowingFile file = file(policy, change.before());
        TailServer server = servers.find(policy).orElseThrow();
        try (CuttingProxy proxy = CuttingProxy.of(server::port);
                TestReader reader = new TestReader(builder(proxy), TailPosition.start())) {
            List<String> expected = new ArrayList<>(change.linesBefore());
            reader.awaitLines(expected);
            awaitBytes(reader, change.before().length());
            PolicyServers.restart(server, () -> file.replace(change.after()));
            expected.addAll(change.linesAfter());
            finish(reader, file, expected, change);
            assertThat(reader.events(TailGenerationChanged.class)).hasSize(change.generationAfter() - 1)
                    .allSatisfy(event -> assertThat(event.lastOffset()).isEqualTo(change.before().length()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLaterRunGoesOn(String name) throws Exception {
        ResumeCase change = ResumeCase.valueOf(name);
        GrowingFile file = file("close", change.before());
        TailServer server = servers.find("close").orElseThrow();
        String kept = position(server, change);
        PolicyServers.restart(server, () -> file.replace(change.after()));
        try (CuttingProxy proxy = CuttingProxy.of(server::port);
                TestReader reader = new TestReader(builder(proxy), TailPosition.parse(kept))) {
            finish(reader, file, new ArrayList<>(change.linesOfALaterRun()), change);
            assertThat(reader.events(TailGenerationChanged.class)).hasSize(change.generationAfter() - 1);
        }
    }

    /** For example since the server has been started before the directory was mounted. */
    @Test
    void aFileThatComesBackIsTheSame() throws Exception {
        ResumeCase change = ResumeCase.GROWN;
        GrowingFile file = file("close", change.before());
        TailServer server = servers.find("close").orElseThrow();
        try (CuttingProxy proxy = CuttingProxy.of(server::port);
                TestReader reader = new TestReader(builder(proxy).resumeTimeout(Duration.ofMillis(200)),
                        TailPosition.start())) {
            List<String> expected = new ArrayList<>(change.linesBefore());
            reader.awaitLines(expected);
            PolicyServers.restart(server, () -> file.rename("unmounted"));
            await().pollDelay(Duration.ofSeconds(1)).until(() -> !server.connections().isEmpty());
            file.replace(change.after());
            expected.addAll(change.linesAfter());
            finish(reader, file, expected, change);
            assertThat(reader.events(TailGenerationChanged.class)).isEmpty();
        }
    }

    private static void finish(TestReader reader, GrowingFile file, List<String> expected, ResumeCase change)
            throws IOException {
        reader.awaitLines(expected);
        file.append("later\n");
        expected.add(change.generationAfter() + ":later");
        reader.awaitLines(expected);
        assertThat(reader.lastLine().endOffset()).isEqualTo(file.size());
        assertThat(reader.events(TailClientConnected.class)).isNotEmpty();
    }

    private String position(TailServer server, ResumeCase change) {
        try (TestReader reader = new TestReader(clients.builder().port(server.port()), TailPosition.start())) {
            reader.awaitLines(change.linesBefore());
            return reader.lastLine().position().toString();
        }
    }

    private static void awaitBytes(TestReader reader, int count) {
        await().until(() -> reader.client().status().bytes() == count);
    }

    private TailClientBuilder builder(CuttingProxy proxy) {
        return clients.builder().port(proxy.port()).backOffMin(Duration.ofMillis(5)).backOffMax(Duration.ofMillis(50))
                .resumeTimeout(Duration.ofSeconds(2));
    }

    private static GrowingFile file(String policy, String content) throws IOException {
        GrowingFile file = FILE.sibling(policy);
        file.replace(content);
        return file;
    }
}
