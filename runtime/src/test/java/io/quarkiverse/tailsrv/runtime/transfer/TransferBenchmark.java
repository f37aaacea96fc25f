package io.quarkiverse.tailsrv.runtime.transfer;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.netty.util.concurrent.ImmediateEventExecutor;
import io.quarkiverse.tailsrv.runtime.follower.SettableGeneration;

/**
 * The chase after the limit, without sockets: what an event loop does for each line that is published.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransferBenchmark {

    private static final int LINE = 100;
    private static final int LINES = 1 << 19;

    /** All on one event loop. */
    @Param({ "1", "100", "1000" })
    public int connections;

    private final Warmer warmer = new Warmer();
    private final Runway runway = new Runway(ImmediateEventExecutor.INSTANCE, () -> {
    });
    private SettableGeneration file;
    private Transfer transfer;
    private long limit;

    @Setup(Level.Trial)
    public void create() throws IOException {
        file = new SettableGeneration(new byte[LINE * LINES]);
        transfer = new Transfer(false, warmer);
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        transfer.close();
        file.close();
    }

    /** One line for all connections, which have got all before it. */
    @Benchmark
    public long atTheTail() throws IOException {
        if (limit == LINE * LINES) {
            limit = 0;
            transfer.close();
            transfer = new Transfer(false, warmer);
        }
        long position = limit;
        limit += LINE;
        file.publish(limit);
        return sendAll(position);
    }

    /** One chunk for each connection, all of which are far behind. */
    @Benchmark
    public long farBehind() throws IOException {
        file.publish(LINE * LINES);
        return sendAll(0);
    }

    private long sendAll(long position) throws IOException {
        long sent = 0;
        for (int i = 0; i < connections; i++) {
            Chunk chunk = transfer.next(file.get(), position, Long.MAX_VALUE, runway);
            sent += chunk.length();
            chunk.message().release();
        }
        return sent;
    }
}
