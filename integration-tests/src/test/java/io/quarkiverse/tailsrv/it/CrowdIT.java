package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients that read, others that do not, and some that send junk all the time, when the application ends, or the file.
 * Whoever reads gets all of it and an orderly end; a reset would fail its reads. Nobody keeps the application from ending.
 */
class CrowdIT {

    /** 128 and SIGTERM's number. */
    private static final int TERMINATED = 143;
    private static final int READING = 60;
    private static final int SENDING = 10;
    private static final int STALLED = 30;
    private static final int LENGTH = 6 << 20;
    private static final int SMALL_BUFFER = 1 << 16;
    private static final long PATIENCE_MILLIS = 20_000;

    @TempDir
    Path directory;
    private final byte[] content = new byte[LENGTH];
    private Path file;
    private final List<CrowdClient> readers = new ArrayList<>();
    private final List<SocketChannel> stalled = new ArrayList<>();

    @BeforeEach
    void createFile() throws IOException {
        new Random(1).nextBytes(content);
        file = Files.write(directory.resolve("any.bin"), content);
    }

    private DemoProcess start(boolean epoll) throws IOException {
        return DemoProcess.start(directory, Map.of(), "-Dquarkus.vertx.prefer-native-transport=" + epoll,
                "-Dquarkus.tailsrv.file=" + file, "-Dquarkus.tailsrv.port=0", "-Dquarkus.tailsrv.shutdown-timeout=10S");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void atTheEndOfTheApplication(boolean epoll) throws Exception {
        try (DemoProcess demo = start(epoll)) {
            gather(demo);
            demo.terminate();
            readToTheEnd();
            assertThat(demo.status()).isEqualTo(TERMINATED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void atTheEndOfTheFile(boolean epoll) throws Exception {
        try (DemoProcess demo = start(epoll)) {
            gather(demo);
            Files.move(file, directory.resolve("old.bin"));
            Files.writeString(file, "new");
            readToTheEnd();
            try (Client client = Client.connect(demo.port()).send("0\n")) {
                assertThat(client.read(3)).asString().isEqualTo("new");
            }
            for (SocketChannel each : stalled) {
                each.close();
            }
            demo.terminate();
            assertThat(demo.status()).isEqualTo(TERMINATED);
        }
    }

    /** All are being served, and none can have got all of it. */
    private void gather(DemoProcess demo) throws IOException {
        int port = demo.port();
        for (int i = 0; i < READING + SENDING; i++) {
            readers.add(new CrowdClient(connect(port), content, i >= READING));
        }
        for (int i = 0; i < STALLED; i++) {
            stalled.add(connect(port));
        }
        for (CrowdClient each : readers) {
            await().until(each::isServed);
        }
    }

    private static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap("0\n".getBytes()));
        channel.configureBlocking(false);
        return channel;
    }

    private void readToTheEnd() throws IOException {
        try (Selector selector = Selector.open()) {
            for (CrowdClient each : readers) {
                each.register(selector);
            }
            while (readers.stream().anyMatch(CrowdClient::isOpen)) {
                assertThat(selector.select(key -> ((CrowdClient) key.attachment()).proceed(key), PATIENCE_MILLIS))
                        .as("clients that get something").isPositive();
            }
        }
        assertThat(readers).allSatisfy(each -> assertThat(each.received()).isEqualTo(LENGTH));
    }
}
