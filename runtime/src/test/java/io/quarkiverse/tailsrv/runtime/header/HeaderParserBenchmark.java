package io.quarkiverse.tailsrv.runtime.header;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What a header costs, once for each connection: one that is accepted, one that is not, and the longest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeaderParserBenchmark {

    @Param({ "0", "-1000", "nonsense", "00000000000000000000000000000000000000000000000000000000000005" })
    public String header;

    private ByteBuf bytes;

    @Setup
    public void encode() {
        bytes = Unpooled.directBuffer().writeBytes((header + "\n").getBytes(UTF_8));
    }

    @Benchmark
    public Object parse() {
        HeaderParser parser = new HeaderParser();
        parser.feed(bytes.readerIndex(0));
        return parser.offset();
    }
}
