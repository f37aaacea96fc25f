package io.quarkiverse.tailsrv.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

class LinesTest {

    private static final byte[] NOTHING = {};

    @Test
    void aLineIsWithoutItsNewlineInEitherForm() {
        Lines lines = lines(100);
        assertThat(texts(lines, "unix\nwindows\r\n\n\r\nand \r within\n")).containsExactly("unix", "windows", "", "",
                "and \r within");
    }

    @Test
    void offsetsAreThoseOfTheFile() {
        Lines lines = new Lines(StandardCharsets.UTF_8, 100, LongLines.SPLIT);
        lines.begin(3, 1000, new byte[1000], new byte[256], false);
        TailLine line = all(lines, "one\r\ntwo\n").get(1);
        assertThat(line.offset()).isEqualTo(1005);
        assertThat(line.endOffset()).isEqualTo(1009);
        assertThat(line.generation()).isEqualTo(3);
        assertThat(line.complete()).isTrue();
        assertThat(line.bytes()).isEqualTo(Buffer.buffer("two"));
    }

    /** Whoever goes on at a line's start goes on behind the line before it. */
    @Test
    void aLineStartsWhereTheOneBeforeItEnds() {
        Lines lines = new Lines(StandardCharsets.UTF_8, 100, LongLines.SPLIT);
        lines.begin(3, 1000, new byte[1000], new byte[256], false);
        TailPosition begun = lines.position();
        List<TailLine> all = all(lines, "one\r\ntwo\n" + "x".repeat(99) + "\nlast\n");
        assertThat(all.get(0).startPosition()).isEqualTo(begun);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).startPosition()).isEqualTo(all.get(i - 1).position());
        }
    }

    @Test
    void aLineWithoutNewlineWaitsForIt() {
        Lines lines = lines(100);
        assertThat(texts(lines, "begun, ")).isEmpty();
        assertThat(texts(lines, "continued")).isEmpty();
        assertThat(texts(lines, "\nnext")).containsExactly("begun, continued");
    }

    @Test
    void whatIsLeftOfAFileComesWhenAnotherIsBegun() {
        Lines lines = lines(100);
        assertThat(texts(lines, "whole\ntorn")).containsExactly("whole");
        lines.begin(2, 0, NOTHING, NOTHING, false);
        TailLine torn = lines.next();
        assertThat(torn.text()).isEqualTo("torn");
        assertThat(torn.complete()).isFalse();
        assertThat(torn.generation()).isEqualTo(1);
        assertThat(texts(lines, "new\n")).containsExactly("new");
    }

    @Test
    void aLongLineComesInPieces() {
        List<TailLine> pieces = all(lines(4), "123456789\n1234\n123\n");
        assertThat(pieces).extracting(TailLine::text).containsExactly("1234", "5678", "9", "1234", "", "123");
        assertThat(pieces).extracting(TailLine::complete).containsExactly(false, false, true, false, true, true);
        assertThat(pieces).extracting(TailLine::offset).containsExactly(0L, 4L, 8L, 10L, 14L, 15L);
    }

    @Test
    void aLongLineFails() {
        Lines lines = new Lines(StandardCharsets.UTF_8, 4, LongLines.FAIL);
        lines.begin(1, 0, NOTHING, NOTHING, false);
        assertThat(texts(lines, "123\n")).containsExactly("123");
        lines.received(Buffer.buffer("1234"));
        assertThatThrownBy(lines::next).isInstanceOf(TailClientException.class)
                .hasMessage(
                        "The line at offset 4 has more than 4 bytes, its newline included; allow longer lines, or have them split");
    }

    @Test
    void theRestOfATornLineIsLeftOut() {
        Lines lines = lines(100);
        lines.begin(1, 5, "begun".getBytes(), "begun".getBytes(), true);
        assertThat(texts(lines, ", contin")).isEmpty();
        assertThat(texts(lines, "ued\nwhole\n")).containsExactly("whole");
    }

    @Test
    void nothingIsLeftOutBehindANewline() {
        Lines lines = lines(100);
        lines.begin(1, 4, "one\n".getBytes(), "one\n".getBytes(), true);
        assertThat(texts(lines, "two\n")).containsExactly("two");
    }

    @Test
    void textIsInTheCharset() {
        Charset latin = StandardCharsets.ISO_8859_1;
        Lines lines = new Lines(latin, 100, LongLines.SPLIT);
        lines.begin(1, 0, NOTHING, NOTHING, false);
        lines.received(Buffer.buffer("größer\n".getBytes(latin)));
        assertThat(lines.next().text()).isEqualTo("größer");
    }

    @Test
    void aLineKeepsItsBytesAndItsPositionWhileMoreComes() {
        Lines lines = lines(1 << 20);
        TailLine first = all(lines, "first\n").get(0);
        String position = all(lines(1 << 20), "first\n").get(0).position().toString();
        for (int i = 0; i < 10_000; i++) {
            all(lines, "and another line, number " + i + "\n");
        }
        assertThat(first.text()).isEqualTo("first");
        assertThat(first.position()).hasToString(position);
    }

    private static Lines lines(int maxLength) {
        Lines lines = new Lines(StandardCharsets.UTF_8, maxLength, LongLines.SPLIT);
        lines.begin(1, 0, NOTHING, NOTHING, false);
        return lines;
    }

    private static List<String> texts(Lines lines, String received) {
        return all(lines, received).stream().map(TailLine::text).toList();
    }

    private static List<TailLine> all(Lines lines, String received) {
        List<TailLine> all = new ArrayList<>();
        lines.received(Buffer.buffer(received));
        for (TailLine line; (line = lines.next()) != null;) {
            all.add(line);
        }
        return all;
    }
}
