package io.quarkiverse.tailsrv.runtime.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class FirstBytesTest {

    private final FirstBytes bytes = new FirstBytes();

    @Test
    void areNoneAtFirst() {
        assertThat(bytes.isEmpty()).isTrue();
        assertThat(bytes.dialect()).isNull();
        assertThat(bytes).hasToString("nothing");
    }

    @Test
    void stayWithWhomTheyAreFor() {
        ByteBuf in = bytes("five\n");
        bytes.add(in);
        assertThat(in.readableBytes()).isEqualTo(5);
        assertThat(bytes).hasToString("\"five\\n\"");
    }

    @Test
    void mayComeInPieces() {
        bytes.add(bytes("f"));
        bytes.add(bytes("ive"));
        assertThat(bytes).hasToString("\"five\"");
    }

    @Test
    void areNoMoreThan32() {
        bytes.add(bytes("0123456789".repeat(3)));
        bytes.add(bytes("01"));
        assertThat(bytes).hasToString("\"01234567890123456789012345678901\"");
        bytes.add(bytes("2"));
        assertThat(bytes).hasToString("\"01234567890123456789012345678901\" and more");
    }

    @Test
    void areEscaped() {
        bytes.add(bytes("\"\\\r\n\t\u001b\u0000\u007f\u00ff "));
        assertThat(bytes).hasToString("\"\\\"\\\\\\r\\n\\t\\x1b\\x00\\x7f\\xff \"");
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = { "'\u0016\u0003\u0001\u0002\u0000',TLS",
            "'\u0016\u0003',TLS", "PROXY TCP4 192.0.2.7,PROXY_1", "'\r\n\r\n\u0000\r\nQUIT\n\u0021',PROXY_2",
            "'GET / HTTP/1.1\r\n',HTTP", "PRI * HTTP/2.0,HTTP", "SSH-2.0-OpenSSH_9.2,SSH", "'\u00ef\u00bb\u00bf0\n',UTF_8_MARK",
            "'\u00ff\u00fe0\u0000\n\u0000',UTF_16", "'\u00fe\u00ff\u00000\u0000\n',UTF_16", "'0\u0000\n\u0000',UTF_16",
            "'\u00000\u0000\n',UTF_16", "'five\n',TEXT", "'0\n',TEXT" })
    void areRecognized(String sent, Dialect dialect) {
        bytes.add(bytes(sent));
        assertThat(bytes.dialect()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u0016", "\u0080\u0001", "5\u001b", "\u00ef\u00bb" })
    void mayBeAnything(String sent) {
        bytes.add(bytes(sent));
        assertThat(bytes.dialect()).isNull();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
