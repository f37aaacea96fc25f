package io.quarkiverse.tailsrv.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource({
            "'', ''",
            "6162, ab",
            "610d, a",
            "610d62, a\\x0db",
            "0a00, \\x0a\\x00",
            "61097f, a\t\\x7f",
            "c3a4e282ac, ä€",
            "f09f9880, 😀",
            "61ff62, a\\xffb",
            "ffc3, \\xff\\xc3",
            "e282, \\xe2\\x82",
            "c285, \\xc2\\x85",
            "611b5b33316d, a\u001b[31m"
    })
    void showsWhatIsNoText(String bytes, String text) {
        assertThat(plain(HexFormat.of().parseHex(bytes))).isEqualTo(text);
    }

    @Test
    void cutsALongLine() {
        byte[] line = "x".repeat(PlainText.MAX_BYTES + 7).getBytes();
        assertThat(plain(line)).isEqualTo("x".repeat(PlainText.MAX_BYTES) + " … 7 more bytes");
    }

    @Test
    void leavesTheBufferAsItIs() {
        ByteBuffer line = ByteBuffer.wrap("one two".getBytes()).position(4);
        assertThat(PlainText.of(line)).isEqualTo("two");
        assertThat(line.position()).isEqualTo(4);
    }

    @Property(tries = 300)
    void hasNoControlCharacters(@ForAll byte[] line) {
        assertThat(plain(line).chars().filter(Character::isISOControl).filter(found -> found != '\t' && found != 0x1B))
                .isEmpty();
    }

    private static String plain(byte[] line) {
        return PlainText.of(ByteBuffer.wrap(line));
    }
}
