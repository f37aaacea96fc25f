package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that says that its first message will be longer than any handshake is refused at once, whatever the timeouts are,
 * before anybody takes memory for it.
 */
class LongHelloTest {

    private static final GrowingFile FILE = GrowingFile.of(LongHelloTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(LongHelloTest.class);
    private static final Certificates OTHER = CERTIFICATES.sibling("other");

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey(Certificates.property("key-store.pem.1.cert"), OTHER.file("tls.crt"))
            .overrideRuntimeConfigKey(Certificates.property("key-store.pem.1.key"), OTHER.file("tls.key"))
            .overrideRuntimeConfigKey(Certificates.property("key-store.sni"), "true")
            .overrideRuntimeConfigKey(Certificates.property("handshake-timeout"), "1H")
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                OTHER.create();
                FILE.create("content");
            });

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(ints = { 70_000, 100_000 })
    void isRefused(int length) throws IOException {
        long before = refused();
        byte[] hello = { 22, 3, 1, 0, 4, 1, (byte) (length >> 16), (byte) (length >> 8), (byte) length };
        try (TestClient client = TestClient.connect(server.port()).send(hello)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
    }

    @Test
    void othersAreServed() throws IOException {
        try (TestClient client = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    private long refused() {
        return ((ManagedServer) server).statistics().refused(RefusalReason.TLS_HANDSHAKE);
    }
}
