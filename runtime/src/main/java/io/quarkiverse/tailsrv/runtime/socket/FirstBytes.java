package io.quarkiverse.tailsrv.runtime.socket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import io.netty.buffer.ByteBuf;

/**
 * The beginning of what a client has sent, for the log line that tells why it was refused.
 */
public final class FirstBytes {

    /** Enough to recognize a protocol, and too few to fill a log. */
    static final int MAX_LENGTH = 32;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private int length;
    private boolean more;

    /** Copies what there is room for. The reader index stays where it is. */
    public void add(ByteBuf received) {
        int taken = Math.min(received.readableBytes(), MAX_LENGTH - length);
        received.getBytes(received.readerIndex(), bytes, length, taken);
        length += taken;
        more |= received.readableBytes() > taken;
    }

    /** Whether the client has sent nothing. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at that index, or -1 if it has not come. */
    public int at(int index) {
        return index < length ? Byte.toUnsignedInt(bytes[index]) : -1;
    }

    /** What they seem to be, or null if they look like nothing known. */
    public Dialect dialect() {
        return Dialect.of(Arrays.copyOf(bytes, length));
    }

    /** In quotes, in ASCII, and in one line. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder("\"");
        new String(bytes, 0, length, StandardCharsets.ISO_8859_1).chars().forEach(each -> text.append(escaped((char) each)));
        return text.append(more ? "\" and more" : "\"").toString();
    }

    private static String escaped(char each) {
        return switch (each) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\' -> "\\" + each;
            default -> each >= ' ' && each <= '~' ? String.valueOf(each) : String.format(Locale.ROOT, "\\x%02x", (int) each);
        };
    }
}
