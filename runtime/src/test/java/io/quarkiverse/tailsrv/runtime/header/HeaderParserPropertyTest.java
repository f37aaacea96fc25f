package io.quarkiverse.tailsrv.runtime.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quarkiverse.tailsrv.runtime.header.HeaderParser.Result;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the bytes, and however they are split: the answer is the one that a plain reading of the rules gives.
 */
class HeaderParserPropertyTest {

    /** Unicode's White_Space, spelled out by hand from the standard's list. */
    private static final String WHITE_SPACE = "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
            + "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    @Property(tries = 5000)
    void answersAsTheRulesSay(@ForAll("likelyHeaders") byte[] bytes,
            @ForAll @Size(max = 6) List<@IntRange(max = 80) Integer> cuts) {
        assertThat(feed(bytes, cuts)).isEqualTo(expected(bytes));
    }

    @Property(tries = 2000)
    void answersAsTheRulesSayOnAnyBytes(@ForAll @Size(max = 100) byte[] bytes,
            @ForAll @Size(max = 6) List<@IntRange(max = 100) Integer> cuts) {
        assertThat(feed(bytes, cuts)).isEqualTo(expected(bytes));
    }

    @Property
    void acceptsEveryOffset(@ForAll long offset, @ForAll @Size(max = 6) List<@IntRange(max = 20) Integer> cuts) {
        assertThat(feed((offset + "\n").getBytes(UTF_8), cuts)).isEqualTo("COMPLETE " + offset);
    }

    @Provide
    Arbitrary<byte[]> likelyHeaders() {
        Arbitrary<String> space = Arbitraries.strings().withChars(WHITE_SPACE.toCharArray()).ofMaxLength(4);
        Arbitrary<String> sign = Arbitraries.of("", "", "+", "-", "+-", "\u2212");
        Arbitrary<String> digits = Arbitraries.oneOf(Arbitraries.strings().withCharRange('0', '9').ofMaxLength(66),
                Arbitraries.longs().map(n -> Long.toString(n).replace("-", "")),
                Arbitraries.strings().withChars("0123456789 _.xe\uff15\u0665").ofMaxLength(10));
        Arbitrary<String> rest = Arbitraries.of("\n", "\r\n", "", "\njunk", "\n\n5\n");
        return Combinators.combine(space, sign, digits, space, rest)
                .as((before, s, number, after, end) -> (before + s + number + after + end).getBytes(UTF_8));
    }

    private static String feed(byte[] bytes, List<Integer> cuts) {
        HeaderParser parser = new HeaderParser();
        int[] ends = cuts.stream().mapToInt(cut -> Math.min(cut, bytes.length)).sorted().toArray();
        int from = 0;
        Result result = Result.INCOMPLETE;
        for (int i = 0; i <= ends.length && result == Result.INCOMPLETE; i++) {
            int to = i < ends.length ? ends[i] : bytes.length;
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, from, to - from);
            result = parser.feed(piece);
            assertThat(result != Result.INCOMPLETE || !piece.isReadable()).isTrue();
            from = to;
        }
        return result == Result.COMPLETE ? "COMPLETE " + parser.offset().value() : result.name();
    }

    private static String expected(byte[] bytes) {
        int newline = new String(bytes, ISO_8859_1).indexOf('\n');
        if (newline < 0 || newline >= 64) {
            return bytes.length >= 64 ? "TOO_LONG" : "INCOMPLETE";
        }
        return offset(Arrays.copyOf(bytes, newline)).map(n -> "COMPLETE " + n).orElse("MALFORMED");
    }

    private static Optional<BigInteger> offset(byte[] header) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        int from = 0;
        int to = text.length();
        while (from < to && WHITE_SPACE.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && WHITE_SPACE.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        String number = text.substring(from, to);
        String digits = number.startsWith("+") || number.startsWith("-") ? number.substring(1) : number;
        if (digits.isEmpty() || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(number)).filter(n -> n.bitLength() <= 63);
    }
}
