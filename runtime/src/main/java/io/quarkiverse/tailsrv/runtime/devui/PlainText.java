package io.quarkiverse.tailsrv.runtime.devui;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A line's bytes, whatever they are, as text: what is no UTF-8, and each control character but the tab and the escape, with
 * which colours begin, is written as {@code \xHH}. A long line is cut.
 */
final class PlainText {

    /** How many bytes of a line are shown. */
    static final int MAX_BYTES = 4096;

    private static final char ESCAPE = 0x1B;
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder();

    private PlainText() {
    }

    static String of(ByteBuffer line) {
        int length = line.remaining();
        if (length > 0 && line.get(line.limit() - 1) == '\r') {
            length--; // of a line end as Windows has them
        }
        PlainText plain = new PlainText();
        plain.decode(line.slice(line.position(), Math.min(length, MAX_BYTES)));
        if (length > MAX_BYTES) {
            plain.text.append(" … ").append(length - MAX_BYTES).append(" more bytes");
        }
        return plain.text.toString();
    }

    private void decode(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(bytes.remaining());
        CoderResult result = decoder.decode(bytes, decoded, true);
        while (result.isError()) {
            append(decoded);
            for (int i = 0; i < result.length(); i++) {
                escape(bytes.get());
            }
            result = decoder.reset().decode(bytes, decoded, true);
        }
        append(decoded);
    }

    private void append(CharBuffer decoded) {
        decoded.flip();
        while (decoded.hasRemaining()) {
            char character = decoded.get();
            if (character >= 0x80 && Character.isISOControl(character)) {
                escape((byte) 0xC2); // UTF-8 has these in two bytes
                escape((byte) character);
            } else if (Character.isISOControl(character) && character != '\t' && character != ESCAPE) {
                escape((byte) character);
            } else {
                text.append(character);
            }
        }
        decoded.clear();
    }

    private void escape(byte value) {
        text.append("\\x").append(HEX.toHexDigits(value));
    }
}
