package io.quarkiverse.tailsrv.runtime.port;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.socket.SocketDouble;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.tls.TestKeys;
import io.quarkiverse.tailsrv.runtime.tls.TestTlsConfiguration;
import io.quarkiverse.tailsrv.runtime.tls.Tls;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * No client is lost while the certificate is changed, though Vert.x 4.5 fails each connection that comes meanwhile.
 */
class TlsReloadTest {

    private static final int AT_A_TIME = 8;
    private static final int PATIENCE_SECONDS = 60;
    private static final String CONTENT = "content";

    @TempDir
    static Path directory;

    private static Vertx vertx;
    private static SSLContext trusting;

    private final TestTlsConfiguration configuration = new TestTlsConfiguration(keys("one"));

    @BeforeAll
    static void start() throws Exception {
        for (String name : List.of("one", "other")) {
            new CertificateGenerator(directory, true)
                    .generate(new CertificateRequest().withName(name).withFormats(List.of(Format.PEM)));
        }
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        vertx = TestVertx.start(2);
    }

    @AfterAll
    static void stop() {
        TestVertx.stop(vertx);
    }

    @Test
    void againAndAgainUnderLoad() throws Exception {
        try (ServedPort port = port()) {
            int number = port.open();
            AtomicBoolean ended = new AtomicBoolean();
            CompletableFuture<Integer> reloads = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!ended.get()) {
                    configuration.keys(keys(count++ % 2 == 0 ? "other" : "one"));
                    port.port().reloadTls().join();
                }
                return count;
            });
            List<Throwable> failures = Crowd.failures(1000, AT_A_TIME, () -> served(number).reset());
            ended.set(true);
            assertThat(failures).isEmpty();
            assertThat(reloads.get()).as("reloads meanwhile").isGreaterThan(10);
            assertNobodyWasRefused(port);
        }
    }

    @Test
    void inTheMidstOfIt() throws Exception {
        try (ServedPort port = port()) {
            assertAllAreServed(port, port.open(), 2, () -> await().during(300, MILLISECONDS).until(() -> true)); // they come now
        }
    }

    @Test
    void justAsTheFirstClientsCome() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertServedAsTheFirst();
        }
    }

    private void assertServedAsTheFirst() throws Exception {
        try (ServedPort port = port("max-connections", String.valueOf(AT_A_TIME))) {
            int number = port.open();
            assertAllAreServed(port, number, 1, () -> {
            });
            await().until(() -> hasRoomForAll(number));
        }
    }

    /**
     * Clients come as the new certificate is read.
     *
     * @param reading which reading of it lets them come; the trial handshake is the first
     * @param meanwhile run before that reading goes on
     */
    private void assertAllAreServed(ServedPort port, int number, int reading, Runnable meanwhile) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        configuration.keys(new TestKeys(keys("other"), reading, () -> {
            begin.countDown();
            meanwhile.run();
        }));
        CompletableFuture<Void> reload = port.port().reloadTls();
        assertThat(Crowd.failures(AT_A_TIME, AT_A_TIME, () -> {
            begin.await();
            served(number).reset();
        })).isEmpty();
        reload.get();
        assertNobodyWasRefused(port);
    }

    @Test
    void beforeTheFirstClient() throws Exception {
        try (ServedPort port = port("max-connections", "1")) {
            int number = port.open();
            configuration.keys(keys("other"));
            port.port().reloadTls().get();
            assertThat(port.hasRoom()).isTrue();
            SSLSocket socket = socket(number);
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(certificate("other"));
            PortClient client = PortClient.over(socket).send("0\n");
            assertThat(client.readText(CONTENT.length())).isEqualTo(CONTENT);
            client.reset();
            assertNobodyWasRefused(port);
        }
    }

    /** A registry that looks every second tells of it every second, however long it takes. */
    @Test
    void isDoneOnceForAllWhoAskMeanwhile() throws Exception {
        try (ServedPort port = port()) {
            port.open();
            TestKeys once = new TestKeys(keys("other"), 0, () -> {
            });
            configuration.keys(once);
            port.port().reloadTls().get();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            TestKeys keys = new TestKeys(keys("other"), 1, () -> {
                begun.countDown();
                assertThatCode(() -> asked.await(PATIENCE_SECONDS, SECONDS)).doesNotThrowAnyException();
            });
            configuration.keys(keys);
            port.port().reloadTls();
            assertThat(begun.await(PATIENCE_SECONDS, SECONDS)).isTrue();
            List<CompletableFuture<Void>> asking = Stream.generate(() -> port.port().reloadTls()).limit(100).toList();
            assertThat(asking).noneMatch(CompletableFuture::isDone);
            asked.countDown();
            for (CompletableFuture<Void> each : asking) {
                each.get();
            }
            assertThat(keys.readings()).isLessThanOrEqualTo(2 * once.readings());
        }
    }

    @Test
    void isUsedByEventLoopsThatShareTheClientsLater() throws Exception {
        try (ServedPort port = port()) {
            int number = port.open();
            configuration.keys(keys("other"));
            port.port().reloadTls().get();
            served(number).reset();
            await().until(port.port()::isSpread);
            for (int i = 0; i < 4; i++) {
                SSLSocket socket = socket(number);
                assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(certificate("other"));
                socket.close();
            }
            await().until(() -> port.eventLoops().stream().distinct().count() == 2);
        }
    }

    @Test
    void isNotPausedByAFirstClientThatComesAfterIt() throws Exception {
        Tls tls = configuration.load(vertx, "tls-configuration-name", "there");
        NetServerOptions options = new NetServerOptions();
        tls.configure(options);
        NetServer server = vertx.createNetServer(options).connectHandler(NetSocket::close).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get();
        ServerOptions settings = TestOptions.of("host", "127.0.0.1", "tls-configuration-name", "there");
        Acceptor acceptor = new Acceptor("test", TestPorts.entrance(settings));
        PortFactory factory = new PortFactory(vertx, 2);
        new TlsReload(factory, new PortOptions(settings, SocketTransport.of(vertx, factory.eventLoops()), tls, List.of()),
                acceptor).run(server).get();
        EmbeddedChannel listening = new EmbeddedChannel();
        SocketDouble first = SocketDouble.accepted(listening);
        listening.eventLoop().register(first);
        assertThat(acceptor.admits(first)).isTrue();
        listening.runPendingTasks();
        assertThat(listening.config().isAutoRead()).isTrue();
        server.close().toCompletionStage().toCompletableFuture().get();
    }

    private ServedPort port(String... settings) throws IOException {
        Tls tls = configuration.load(vertx, "tls-configuration-name", "there");
        return new ServedPort(vertx, CONTENT.getBytes(), tls, settings);
    }

    private static PortClient served(int port) throws IOException {
        PortClient client = PortClient.over(socket(port)).send("0\n");
        assertThat(client.readText(CONTENT.length())).isEqualTo(CONTENT);
        return client;
    }

    private static boolean hasRoomForAll(int port) throws IOException {
        List<PortClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < AT_A_TIME; i++) {
                clients.add(PortClient.over(socket(port)).send("0\n"));
            }
            int received = 0;
            for (PortClient client : clients) {
                received += client.read(1).length;
            }
            return received == AT_A_TIME;
        } catch (IOException e) {
            return false; // turned away in its handshake
        } finally {
            for (PortClient client : clients) {
                client.reset();
            }
        }
    }

    private static SSLSocket socket(int port) throws IOException {
        return (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port);
    }

    private static void assertNobodyWasRefused(ServedPort port) {
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(port.refused(reason)).as("%s", reason).isZero();
        }
    }

    private static PemKeyCertOptions keys(String name) {
        return new PemKeyCertOptions().setCertPath(directory.resolve(name + ".crt").toString())
                .setKeyPath(directory.resolve(name + ".key").toString());
    }

    private static Certificate certificate(String name) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".crt"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
