package io.quarkiverse.tailsrv.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailPositionTest {

    private static final byte[] FILE = file();

    private static byte[] file() {
        byte[] file = new byte[5000];
        new Random(1).nextBytes(file);
        return file;
    }

    private static TailPosition at(int offset) {
        int last = Math.min(256, offset);
        return TailPosition.of(2, offset, TailFingerprint.of(FILE, 0, Math.min(1024, offset)),
                TailFingerprint.of(FILE, offset - last, last));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 255, 256, 1023, 1024, 5000 })
    void isKeptAsText(int offset) {
        TailPosition position = at(offset);
        TailPosition parsed = TailPosition.parse(position.toString());
        assertThat(parsed).isEqualTo(position).hasSameHashCodeAs(position).hasToString(position.toString());
        assertThat(parsed.generation()).isEqualTo(2);
        assertThat(parsed.offset()).isEqualTo(offset);
        assertThat(parsed.verifiable()).isTrue();
        assertThat(parsed.head().length()).isEqualTo(Math.min(1024, offset));
        assertThat(position.toString().length()).isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "start", "0" })
    void theStart(String text) {
        assertThat(TailPosition.parse(text)).isEqualTo(TailPosition.start()).isEqualTo(TailPosition.at(0));
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(TailPosition.parse("end")).isEqualTo(TailPosition.end()).hasToString("end");
        assertThat(TailPosition.parse("-1000")).isEqualTo(TailPosition.at(-1000)).hasToString("-1000");
        assertThat(TailPosition.at(7).verifiable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = { Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 1, 1_000_000_000_000_000_000L, Long.MAX_VALUE })
    void everyLongIsKeptAsText(long offset) {
        TailPosition position = TailPosition.at(offset);
        assertThat(position).hasToString(Long.toString(offset)).isNotEqualTo(TailPosition.end());
        assertThat(TailPosition.parse(position.toString())).isEqualTo(position).hasSameHashCodeAs(position);
        assertThat(position.offset()).isEqualTo(offset);
    }

    @Test
    void aPositionFarBehindIsKeptAsText() {
        TailPosition position = TailPosition.of(Long.MAX_VALUE, Long.MAX_VALUE, TailFingerprint.of(FILE, 0, 1024),
                TailFingerprint.of(FILE, 0, 256));
        assertThat(TailPosition.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "begin", "9223372036854775808", "-9223372036854775809", "1.5", "1:2", "99999999999999999999",
            "٣",
            "1:5000:1023-00000000000000000000000000000000:"
                    + "256-00000000000000000000000000000000",
            "1:5:5-0000000000000000000000000000000:5-00000000000000000000000000000000" })
    void nothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TailPosition.parse(text));
    }

    @Test
    void aFingerprintTellsOtherBytes() {
        TailFingerprint known = at(1000).head();
        TailFingerprint kept = TailFingerprint.parse(known.toString());
        byte[] other = FILE.clone();
        other[3]++;
        assertThat(known.allows(FILE, 5)).isTrue();
        assertThat(known.allows(FILE, 5000)).isTrue();
        assertThat(known.allows(other, 5)).isFalse();
        assertThat(kept.allows(FILE, 5000)).isTrue();
        assertThat(kept.allows(other, 5)).as("as far as it can tell").isTrue();
        assertThat(kept.allows(other, 1000)).isFalse();
        assertThat(kept).isEqualTo(known);
    }
}
