package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process with few descriptors. However many clients come, the application keeps some for itself; and where others have
 * taken all of them, nothing spins, and nothing need be mended by hand.
 */
class DescriptorsIT {

    /** 128 and SIGTERM's number. */
    private static final int TERMINATED = 143;
    private static final int LIMIT = 250;
    private static final String EPOLL = "-Dquarkus.vertx.prefer-native-transport=true";
    private static final String NIO = "-Dquarkus.vertx.prefer-native-transport=false";
    private static final String CONTENT = "content";

    @TempDir
    Path directory;
    private Path file;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void createFile() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors are counted there");
        file = Files.writeString(directory.resolve("any.txt"), CONTENT);
    }

    private String[] settings(String transport) {
        return new String[] { transport, "-Dquarkus.tailsrv.port=0", "-Dquarkus.tailsrv.file=" + file,
                "-Dquarkus.tailsrv.host=localhost" };
    }

    /** All of them come before any class that serves them is loaded, which takes a descriptor too. */
    @ParameterizedTest
    @ValueSource(strings = { EPOLL, NIO })
    void clientsLeaveSomeToTheApplication(String transport) throws Exception {
        try (DemoProcess demo = DemoProcess.startWithDescriptors(LIMIT, directory, settings(transport))) {
            int httpPort = demo.httpPort();
            connect(demo.port(), 2 * LIMIT);
            int served = 0;
            for (Socket socket : sockets) {
                served += isServed(socket) ? 1 : 0;
            }
            assertThat(served).isBetween(20, LIMIT / 4 * 3);
            assertThat(get(httpPort, "/q/health")).contains("UP");
            assertThat(get(httpPort, "/servers")).contains("\"length\":" + CONTENT.length());
            assertThat(lines(demo, "turned away")).hasSize(1);
            demo.terminate();
            assertThat(demo.status()).isEqualTo(TERMINATED);
        }
    }

    private static boolean isServed(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("0\n".getBytes());
        } catch (SocketException e) {
            assertThat(socket.getInputStream().read()).as("turned away before it wrote: %s", e).isNegative();
            return false;
        }
        byte[] first = socket.getInputStream().readNBytes(CONTENT.length());
        assertThat(new String(first)).isIn("", CONTENT);
        return first.length > 0;
    }

    @ParameterizedTest
    @ValueSource(strings = { EPOLL, NIO })
    void recoversOnceOthersLetGoOfTheirs(String transport) throws Exception {
        try (DemoProcess demo = DemoProcess.startWithDescriptorsAndOpenClasses(LIMIT, directory, settings(transport));
                Client served = Client.connect(demo.port()).send("0\n")) {
            assertThat(served.read(CONTENT.length())).hasSize(CONTENT.length());
            connect(demo.httpPort(), LIMIT);
            await().until(() -> demo.descriptors() == LIMIT); // HTTP has taken them all
            try (Client late = Client.connect(demo.port()).send("0\n")) {
                Duration cpu = demo.cpu();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3)); // what is measured
                assertThat(demo.cpu().minus(cpu)).isLessThan(Duration.ofSeconds(1));
                Files.writeString(file, ", and more", StandardOpenOption.APPEND);
                assertThat(served.read(10)).asString().isEqualTo(", and more");
                await().until(() -> !lines(demo, "no connection can be accepted").isEmpty());
                assertThat(lines(demo, "no connection can be accepted")).hasSize(1);
                for (Socket socket : sockets) {
                    socket.close();
                }
                assertThat(late.read(CONTENT.length())).asString().isEqualTo(CONTENT);
            }
            demo.terminate();
            assertThat(demo.status()).isEqualTo(TERMINATED);
        }
    }

    private void connect(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            sockets.add(socket);
        }
    }

    private static List<String> lines(DemoProcess demo, String words) {
        return demo.output().lines().filter(line -> line.contains(words)).toList();
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
