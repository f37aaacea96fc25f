package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * Clients stall one after the other at the tail of the file, so that each holds on to another piece of it: together they would
 * hold more than there is direct memory. They are kept from it, and nobody else is hurt.
 */
class DirectMemoryIT {

    private static final int CLIENTS = 250;
    private static final int APPENDS = 350;
    private static final int PIECE = 60_000;
    private static final int SMALL_BUFFER = 2304;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void isNotUsedUpByWhoDoesNotRead(boolean epoll) throws Exception {
        assumeFalse(DemoProcess.isNative(), "a setting of the JVM");
        Path file = Files.writeString(directory.resolve("any.txt"), "content");
        List<Socket> stalled = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start(directory, Map.of(), "-XX:MaxDirectMemorySize=6m",
                "-Dquarkus.vertx.prefer-native-transport=" + epoll, "-Dquarkus.tailsrv.file=" + file,
                "-Dquarkus.tailsrv.port=0"); Client reading = Client.connect(demo.port()).send("7\n")) {
            for (int i = 0; i < APPENDS; i++) {
                if (i < CLIENTS) {
                    stalled.add(connectAtTheTail(demo.port()));
                }
                byte[] piece = String.valueOf(i).repeat(PIECE).substring(0, PIECE).getBytes();
                Files.write(file, piece, StandardOpenOption.APPEND);
                assertThat(reading.read(PIECE)).isEqualTo(piece);
            }
            assertThat(demo.output()).doesNotContain("OutOfMemory", "ERROR");
            for (Socket each : stalled) {
                each.close();
            }
        }
    }

    private static Socket connectAtTheTail(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write("-1\n".getBytes());
        return socket;
    }
}
