package io.quarkiverse.tailsrv.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.util.concurrent.ImmediateEventExecutor;
import io.quarkiverse.tailsrv.runtime.ChildJvm;
import io.quarkiverse.tailsrv.runtime.cache.PageCache;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * An application has taken all direct memory. A file that is open is still followed and sent.
 */
class WithoutDirectMemoryTest {

    private static final int MAX = 1 << 20;

    @TempDir
    static Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "false", "true" })
    void isServedAllTheSame(String noUnsafe) throws Exception {
        Path file = Files.writeString(directory.resolve("app.log"), "0123456789");
        List<String> lines = new ChildJvm(directory).run("-XX:MaxDirectMemorySize=" + MAX, "-Dio.netty.noUnsafe=" + noUnsafe,
                App.class.getName(), file.toString());
        assertThat(lines).containsExactly("limit 10", "limit 100010", "chunk 100000", "limit 100011",
                "chunk 1");
    }

    /** Run in a JVM of its own. */
    static final class App implements FollowerListener {

        private static final int APPENDED = 100_000;
        private static final Duration POLL = Duration.ofSeconds(1);

        private long nanos;

        /** Each read seems to take long, as on a busy machine. So the kernel has to be asked what is in memory. */
        private final PageCache pageCache = new PageCache(() -> nanos += POLL.toNanos());
        private final Transfer transfer = new Transfer(false, new Warmer(pageCache, true, Runnable::run, Runnable::run));
        private ByteBuffer taken;
        private final Runway runway = new Runway(ImmediateEventExecutor.INSTANCE, () -> {
            // asked once
        });

        public static void main(String... arguments) throws IOException {
            new App().run(Path.of(arguments[0]));
        }

        private void run(Path file) throws IOException {
            FileFollower follower = new FileFollower("test", new SingleFile(file),
                    new FollowerOptions(POLL, POLL, Retention.DRAIN), this);
            follower.look(0, LookTrigger.POLL);
            FileGeneration generation = follower.current();
            System.out.println("limit " + generation.limit());
            takeAll();
            append(file, APPENDED);
            follower.look(0, LookTrigger.EVENT);
            System.out.println("limit " + generation.limit());
            send(generation, generation.limit() - APPENDED);
            append(file, 1);
            follower.publishGrowth(LookTrigger.EVENT);
            System.out.println("limit " + generation.limit());
            send(generation, generation.limit() - 1);
        }

        private void takeAll() {
            long used = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
            taken = ByteBuffer.allocateDirect((int) (MAX - used));
        }

        private static void append(Path file, int length) throws IOException {
            try (OutputStream out = new FileOutputStream(file.toFile(), true)) { // needs no direct memory
                out.write("x".repeat(length).getBytes(UTF_8));
            }
        }

        private void send(FileGeneration generation, long position) throws IOException {
            Chunk chunk = transfer.next(generation, position, Long.MAX_VALUE, runway);
            System.out.println("chunk " + chunk.length());
            chunk.message().release();
            transfer.done(chunk);
        }

        @Override
        public void changed() {
            // looks at the follower itself
        }

        @Override
        public void ended(FileGeneration generation) {
            // none does
        }
    }
}
