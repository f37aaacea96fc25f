package io.quarkiverse.tailsrv.runtime.header;

import static io.quarkiverse.tailsrv.runtime.header.HeaderParser.Result.COMPLETE;
import static io.quarkiverse.tailsrv.runtime.header.HeaderParser.Result.INCOMPLETE;
import static io.quarkiverse.tailsrv.runtime.header.HeaderParser.Result.MALFORMED;
import static io.quarkiverse.tailsrv.runtime.header.HeaderParser.Result.TOO_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class HeaderParserTest {

    private final HeaderParser parser = new HeaderParser();

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
            "0,0", "5,5", "+5,5", "-0,0", "007,7", "-1000,-1000", "' 7 \r',7", "'\t\u000b\f7',7", "'\u00857\u00a0',7",
            "'\u16807\u2000\u200a',7", "'\u2028\u20297\u202f\u205f\u3000',7",
            "9223372036854775807,9223372036854775807", "-9223372036854775808,-9223372036854775808" })
    void acceptsWhatRustParses(String header, long offset) {
        assertThat(parser.feed(bytes(header + "\n"))).isEqualTo(COMPLETE);
        assertThat(parser.offset()).isEqualTo(new StartOffset(offset));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "+", "-", "+-5", "--5", "abc", "1_000", "0x10", "1.5", "12 34", "1e3", "5\u0000",
            "9223372036854775808", "-9223372036854775809", "\uff15", "\u0665", "\u200b7", "\u180e7", "\ufeff7", "\u001c7" })
    void refusesWhatRustRefuses(String header) {
        assertThat(parser.feed(bytes(header + "\n"))).isEqualTo(MALFORMED);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(parser.feed(Unpooled.wrappedBuffer(new byte[] { '5', (byte) 0xa0, '\n' }))).isEqualTo(MALFORMED);
    }

    @Test
    void takes63BytesAndTheNewline() {
        assertThat(parser.feed(bytes("0".repeat(62) + "5\n"))).isEqualTo(COMPLETE);
        assertThat(parser.offset()).isEqualTo(new StartOffset(5));
    }

    @Test
    void refusesThe64thByteWithoutWaitingForMore() {
        assertThat(parser.feed(bytes("0".repeat(63)))).isEqualTo(INCOMPLETE);
        assertThat(parser.feed(bytes("5"))).isEqualTo(TOO_LONG);
    }

    @Test
    void leavesWhatComesBehindTheNewline() {
        ByteBuf in = bytes("5\njunk\n");
        assertThat(parser.feed(in)).isEqualTo(COMPLETE);
        assertThat(in.toString(UTF_8)).isEqualTo("junk\n");
    }

    @Test
    void endsWithoutANewlineToo() {
        assertThat(parser.feed(bytes("-10"))).isEqualTo(INCOMPLETE);
        assertThat(parser.end()).isEqualTo(COMPLETE);
        assertThat(parser.offset()).isEqualTo(new StartOffset(-10));
    }

    @Test
    void refusesAnEndBeforeAnything() {
        assertThat(parser.end()).isEqualTo(MALFORMED);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }
}
