package io.quarkiverse.tailsrv.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.runtime.ChildJvm;
import io.quarkiverse.tailsrv.runtime.file.Storage;
import io.quarkiverse.tailsrv.runtime.follower.FileChannelDouble;
import io.quarkiverse.tailsrv.runtime.follower.SettableGeneration;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * There is no direct memory for a moment, where bytes can't be sent without. The client waits, and is not ended.
 */
class MemoryLaterTest {

    private static final int MAX = 16 << 20;
    private static final int LENGTH = 100_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({ "TRANSPARENT, true, false", "TRANSPARENT, true, true", "REMOTE, false, false", "REMOTE, true, true" })
    void isWaitedFor(Storage storage, String encrypted, String noUnsafe) throws Exception {
        assertThat(new ChildJvm(directory).run("-XX:MaxDirectMemorySize=" + MAX, "-Dio.netty.noUnsafe=" + noUnsafe,
                App.class.getName(), storage.name(), encrypted))
                .containsExactly("nothing", "tried in vain", "sent " + LENGTH);
    }

    /** Run in a JVM of its own. */
    static final class App {

        private final EventLoop eventLoop = new DefaultEventLoop();
        private final CompletableFuture<Void> tried = new CompletableFuture<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final List<ByteBuf> taken = new ArrayList<>();
        private final List<ByteBuffer> takenFromJdk = new ArrayList<>();
        private final SettableGeneration generation;
        private final Runway runway = new Runway(eventLoop, this::pump);
        private final Transfer transfer;
        private int sent;

        private App(Storage storage, boolean encrypted) throws IOException {
            generation = new SettableGeneration(new FileChannelDouble(new byte[LENGTH]), storage);
            OnDemandThread reader = new OnDemandThread("reader");
            Executor telling = task -> reader.execute(() -> {
                task.run();
                tried.complete(null);
            });
            transfer = new Transfer(encrypted, new Warmer(Runnable::run, telling));
        }

        public static void main(String... arguments) throws Exception {
            try {
                new App(Storage.valueOf(arguments[0]), Boolean.parseBoolean(arguments[1])).run();
            } catch (TimeoutException e) {
                System.out.println("not in time");
            } finally {
                System.exit(0); // whatever its threads do
            }
        }

        private void run() throws Exception {
            takeAll();
            eventLoop.submit(this::pump).get();
            System.out.println(sent == 0 ? "nothing" : "too early: " + sent);
            tried.get(20, TimeUnit.SECONDS);
            System.out.println("tried in vain");
            takenFromJdk.clear();
            taken.forEach(ByteBuf::release);
            taken.clear();
            System.gc(); // without Unsafe, nothing else frees it
            done.get(60, TimeUnit.SECONDS);
            System.out.println("sent " + sent);
        }

        private void takeAll() {
            for (int size = 1 << 20; size >= 256; size >>= 4) {
                takeAll(size);
            }
        }

        private void takeAll(int size) {
            try {
                while (true) {
                    taken.add(Unpooled.directBuffer(size, size));
                }
            } catch (OutOfMemoryError e) {
                takeAllFromJdk(size);
            }
        }

        private void takeAllFromJdk(int size) {
            try {
                while (true) {
                    takenFromJdk.add(ByteBuffer.allocateDirect(size));
                }
            } catch (OutOfMemoryError e) {
                // that was the last
            }
        }

        private void pump() {
            try {
                Chunk chunk = transfer.next(generation.get(), sent, Long.MAX_VALUE, runway);
                if (chunk != null) {
                    sent += (int) chunk.length();
                    chunk.message().release();
                    transfer.done(chunk);
                    eventLoop.execute(sent < LENGTH ? this::pump : () -> done.complete(null));
                }
            } catch (IOException | RuntimeException | Error e) {
                System.out.println(e);
                done.completeExceptionally(e);
            }
        }
    }
}
