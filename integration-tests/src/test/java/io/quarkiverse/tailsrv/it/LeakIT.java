package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Netty watches each buffer, and tells of those that were not released before the garbage collector found them.
 */
class LeakIT {

    private static final int CLIENTS = 1100;
    private static final int LENGTH = 4 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void noClientLeavesABufferBehind(boolean epoll) throws Exception {
        assumeFalse(DemoProcess.isNative(), "the garbage collector is asked by a tool of the JDK");
        Path file = Files.write(directory.resolve("any.bin"), new byte[LENGTH]);
        try (DemoProcess demo = DemoProcess.start(directory, Map.of(), "-Dio.netty.leakDetection.level=paranoid",
                "-Dquarkus.log.category.\"io.netty.util.ResourceLeakDetector\".level=DEBUG",
                "-Dquarkus.vertx.prefer-native-transport=" + epoll, "-Dquarkus.tailsrv.file=" + file,
                "-Dquarkus.tailsrv.port=0")) {
            crowd(demo.port(), file);
            for (int i = 0; i < 3; i++) { // what the collector has found, the next buffers tell
                demo.collectGarbage();
                readSome(demo.port(), file);
            }
            assertThat(demo.output()).contains("leakDetection.level: paranoid").doesNotContain("LEAK:", "ERROR");
        }
    }

    private static void crowd(int port, Path file) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            crowd.add(client);
            begin(client, i);
        }
        readSome(port, file);
        for (int i = 0; i < CLIENTS; i++) {
            if (i % 2 == 0) {
                crowd.get(i).setSoLinger(true, 0); // a reset
            }
            crowd.get(i).close();
        }
    }

    /** Some say nothing, or nonsense; some stall, some have shut their writing side, some wait, some send on. */
    private static void begin(Socket client, int number) throws IOException {
        String[] words = { "", "12", "GET / HTTP/1.1\n", "0\n", "-1\n", "99999999\n", "0\n" + "junk".repeat(5000) };
        client.getOutputStream().write(words[number % words.length].getBytes());
        if (number % 5 == 0) {
            client.shutdownOutput();
        } else if (number % words.length == 3) {
            client.getInputStream().readNBytes(1000);
        }
    }

    /** All of it, and some lines of which all clients at the tail share the buffer. */
    private static void readSome(int port, Path file) throws IOException {
        int length = (int) Files.size(file);
        try (Client client = Client.connect(port).send("0\n")) {
            client.read(length);
            for (int i = 0; i < 20; i++) {
                Files.writeString(file, "line\n", StandardOpenOption.APPEND);
                assertThat(client.readLine()).isEqualTo("line");
            }
        }
    }
}
