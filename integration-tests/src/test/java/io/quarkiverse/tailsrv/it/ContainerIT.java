package io.quarkiverse.tailsrv.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A container with less memory than the file is long, whose page cache counts as the container's, and with a tenth of a
 * processor.
 */
class ContainerIT {

    private static final long MEMORY = 256 << 20;
    private static final int PERCENT = 10;
    private static final long LENGTH = 700 << 20;
    private static final int CLIENTS = 2;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void servesOneAtTheTailBesideOthersThatCatchUp(boolean epoll) throws Exception {
        assumeFalse(DemoProcess.isNative(), "the JVM has its heap by the container's memory");
        Path file = directory.resolve("any.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LENGTH);
        }
        try (ControlGroup group = ControlGroup.withMemory(MEMORY);
                DemoProcess demo = DemoProcess.startIn(group, directory,
                        "-Dquarkus.vertx.prefer-native-transport=" + epoll, "-Dquarkus.tailsrv.file=" + file,
                        "-Dquarkus.tailsrv.port=0");
                Client live = Client.connect(demo.port()).send(LENGTH + "\n")) {
            int port = demo.port();
            group.cpuPercent(PERCENT);
            List<CatchUp> catchingUp = Stream.generate(() -> CatchUp.start(port)).limit(CLIENTS).toList();
            try {
                await().atMost(Duration.ofMinutes(10)).until(() -> {
                    Files.writeString(file, "line\n", StandardOpenOption.APPEND);
                    assertThat(live.readLine()).isEqualTo("line");
                    return catchingUp.stream().allMatch(each -> each.end().isDone());
                });
                for (CatchUp each : catchingUp) {
                    assertThat(each.end().get(1, SECONDS)).isEqualTo(LENGTH);
                }
            } catch (Throwable e) {
                AssertionError failure = new AssertionError(catchingUp + "\n" + group + demo.output(), e);
                try {
                    group.loosen();
                    failure.addSuppressed(new AssertionError(demo.threads()));
                } catch (Throwable dead) {
                    failure.addSuppressed(dead);
                }
                throw failure;
            }
            assertThat(demo.output()).doesNotContain("OutOfMemory", "ERROR");
        }
    }

    /**
     * Reads the file from its begin, on a thread of its own.
     *
     * @param received how many bytes have come so far
     * @param end how many had come in the end
     */
    private record CatchUp(AtomicLong received, FutureTask<Long> end) {

        static CatchUp start(int port) {
            AtomicLong received = new AtomicLong();
            CatchUp catchUp = new CatchUp(received, new FutureTask<>(() -> readAll(port, received)));
            Thread thread = new Thread(catchUp.end, "catch-up");
            thread.setDaemon(true);
            thread.start();
            return catchUp;
        }

        private static long readAll(int port, AtomicLong received) throws IOException {
            byte[] buffer = new byte[1 << 16];
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write("0\n".getBytes());
                for (int read = 0; received.get() < LENGTH && read >= 0; received.addAndGet(Math.max(0, read))) {
                    read = socket.getInputStream().read(buffer, 0, (int) Math.min(buffer.length, LENGTH - received.get()));
                }
            }
            return received.get();
        }
    }
}
