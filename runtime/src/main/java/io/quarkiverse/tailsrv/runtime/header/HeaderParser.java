package io.quarkiverse.tailsrv.runtime.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;

/**
 * Collects the pieces of a header and parses its start offset. It accepts what the original tailsrv accepts: Rust's
 * {@code str::trim} and then {@code str::parse::<isize>} on a 64-bit machine.
 */
final class HeaderParser {

    /** How long a header may be, its newline included. */
    static final int MAX_LENGTH = 64;

    /** Rust's {@code char::is_whitespace}: the Unicode property White_Space. */
    private static final String SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
    private static final Pattern HEADER = Pattern.compile(SPACE + "([+-]?[0-9]+)" + SPACE);

    /** The state of the header. */
    enum Result {
        INCOMPLETE,
        COMPLETE,
        MALFORMED,
        TOO_LONG
    }

    private final byte[] header = new byte[MAX_LENGTH];
    private int length;
    private StartOffset offset;

    /**
     * Consumes bytes up to and including the newline, and leaves the rest.
     */
    Result feed(ByteBuf in) {
        while (in.isReadable()) {
            byte next = in.readByte();
            if (next == '\n') {
                return end();
            }
            header[length++] = next;
            if (length == MAX_LENGTH) {
                return Result.TOO_LONG;
            }
        }
        return Result.INCOMPLETE;
    }

    /**
     * Parses the header, after its newline or at the end of the input.
     */
    Result end() {
        offset = parse();
        return offset == null ? Result.MALFORMED : Result.COMPLETE;
    }

    /** The parsed offset, after {@link Result#COMPLETE}. */
    StartOffset offset() {
        return offset;
    }

    private StartOffset parse() {
        try {
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header, 0, length));
            Matcher matcher = HEADER.matcher(text);
            return matcher.matches() ? new StartOffset(Long.parseLong(matcher.group(1))) : null;
        } catch (CharacterCodingException | NumberFormatException e) {
            return null; // not UTF-8, or beyond 64 bits
        }
    }
}
