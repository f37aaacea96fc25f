package io.quarkiverse.tailsrv.runtime.lines;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailLine;
import io.vertx.core.buffer.Buffer;

/**
 * What a line of 100 bytes costs a client, in buffers of 64 KiB: cut, with its text, with its bytes, with its position, and
 * with the position
 * as
 * text, as a message to a broker carries it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@OperationsPerInvocation(LinesBenchmark.LINES)
public class LinesBenchmark {

    static final int LINES = 655;

    private final Buffer buffer = Buffer.buffer(("x".repeat(99) + "\n").repeat(LINES));
    private Lines lines;

    interface Use {
        Object of(TailLine line);
    }

    @Setup
    public void begin() {
        lines = new Lines(StandardCharsets.UTF_8, 1 << 20, LongLines.SPLIT);
        lines.begin(1, 0, new byte[0], new byte[0], false);
    }

    private void read(Blackhole blackhole, Use use) {
        lines.received(buffer);
        for (TailLine line; (line = lines.next()) != null;) {
            blackhole.consume(use.of(line));
        }
    }

    @Benchmark
    public void cut(Blackhole blackhole) {
        read(blackhole, line -> line);
    }

    @Benchmark
    public void text(Blackhole blackhole) {
        read(blackhole, TailLine::text);
    }

    /** As messages have them. */
    @Benchmark
    public void bytes(Blackhole blackhole) {
        read(blackhole, line -> line.bytes().getBytes());
    }

    @Benchmark
    public void position(Blackhole blackhole) {
        read(blackhole, TailLine::position);
    }

    @Benchmark
    public void positionAsText(Blackhole blackhole) {
        read(blackhole, line -> line.position().toString());
    }
}
