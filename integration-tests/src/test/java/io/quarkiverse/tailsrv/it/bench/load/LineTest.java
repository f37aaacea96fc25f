package io.quarkiverse.tailsrv.it.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.it.bench.figures.Latencies;

class LineTest {

    private final LineReader reader = new LineReader();
    private final Latencies latencies = new Latencies();

    @Test
    void isReadAsItWasWritten() {
        reader.read(line(1_000), 3_000, latencies);
        assertThat(latencies.count()).isEqualTo(1);
        assertThat(latencies.micros(100)).isEqualTo(2);
    }

    @Test
    void isReadHoweverItComes() {
        ByteBuffer two = ByteBuffer.allocate(2 * Line.LENGTH).put(line(1_000)).put(line(2_000)).flip();
        for (int i = 0; i < two.capacity(); i++) {
            reader.read(two.slice(i, 1), 5_000, latencies);
        }
        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.micros(0)).isEqualTo(3);
        assertThat(latencies.micros(100)).isEqualTo(4);
    }

    @Test
    void aRepeatedOneIsFound() {
        reader.read(line(1_000), 5_000, latencies);
        assertThatThrownBy(() -> reader.read(line(1_000), 5_000, latencies)).hasMessage("corrupt after 1 lines");
    }

    @Test
    void aMissingByteIsFound() {
        ByteBuffer torn = line(1_000);
        torn.get();
        reader.read(torn, 5_000, latencies);
        assertThatThrownBy(() -> reader.read(line(2_000), 5_000, latencies)).isInstanceOf(IllegalStateException.class);
    }

    private static ByteBuffer line(long time) {
        return Line.stamp(Line.blank(), time);
    }
}
