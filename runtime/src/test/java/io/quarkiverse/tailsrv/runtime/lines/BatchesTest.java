package io.quarkiverse.tailsrv.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailLine;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchesTest {

    private static final byte[] NOTHING = {};
    private static final int MAX_LENGTH = 6;

    @Test
    void allThatIsThere() {
        Batches batches = batches(100, LongLines.SPLIT);
        assertThat(texts(batches, "one\ntwo\nthr")).containsExactly(List.of("one", "two"));
        assertThat(texts(batches, "ee\n")).containsExactly(List.of("three"));
    }

    @Test
    void noMoreThanTheMost() {
        assertThat(texts(batches(2, LongLines.SPLIT), "1\n2\n3\n4\n5\n"))
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
        assertThat(texts(batches(1, LongLines.SPLIT), "1\n2\n")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void ofOneFile() {
        Batches batches = batches(100, LongLines.SPLIT);
        assertThat(texts(batches, "one\ntorn")).hasSize(1);
        batches.begin(2, 0, NOTHING, NOTHING, false);
        batches.received(Buffer.buffer("new\nnewer\n"));
        List<TailLine> last = batches.next();
        assertThat(last).extracting(TailLine::text).containsExactly("torn");
        assertThat(last.get(0).generation()).isEqualTo(1);
        List<TailLine> first = batches.next();
        assertThat(first).extracting(TailLine::text).containsExactly("new", "newer");
        assertThat(first).extracting(TailLine::generation).containsOnly(2L);
        assertThat(batches.next()).isNull();
    }

    /** As without batches: what is before the line that fails has been delivered. */
    @Test
    void aLongLineFailsBehindThoseBeforeIt() {
        Batches batches = batches(100, LongLines.FAIL);
        batches.received(Buffer.buffer("1\n2\n12345678\n3\n"));
        assertThat(batches.next()).extracting(TailLine::text).containsExactly("1", "2");
        assertThatThrownBy(batches::next).isInstanceOf(TailClientException.class).hasMessageContaining("offset 4");
    }

    /** However bytes come, and over any number of files, it is the same lines in the same order. */
    @Property
    void theSameLines(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int most) {
        Random random = new Random(seed);
        Lines lines = lines(LongLines.SPLIT);
        Batches batches = batches(most, LongLines.SPLIT);
        List<String> single = new ArrayList<>();
        List<String> together = new ArrayList<>();
        for (int generation = 2; generation < 6; generation++) {
            for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
                Buffer piece = piece(random);
                lines.received(piece);
                batches.received(piece);
                for (TailLine line; (line = lines.next()) != null;) {
                    single.add(inWords(line));
                }
                take(batches, most, together);
            }
            lines.begin(generation, 0, NOTHING, NOTHING, false);
            batches.begin(generation, 0, NOTHING, NOTHING, false);
        }
        for (TailLine line; (line = lines.next()) != null;) {
            single.add(inWords(line));
        }
        take(batches, most, together);
        assertThat(together).isEqualTo(single);
        assertThat(batches.position()).isEqualTo(lines.position());
    }

    private static void take(Batches batches, int most, List<String> taken) {
        for (List<TailLine> batch; (batch = batches.next()) != null;) {
            assertThat(batch).hasSizeBetween(1, most);
            assertThat(batch.stream().map(TailLine::generation).distinct()).hasSize(1);
            batch.forEach(line -> taken.add(inWords(line)));
        }
    }

    private static String inWords(TailLine line) {
        return line.generation() + ":" + line.offset() + "-" + line.endOffset() + ' ' + line.text();
    }

    private static Buffer piece(Random random) {
        Buffer piece = Buffer.buffer();
        for (int length = random.nextInt(60); length > 0; length--) {
            piece.appendByte((byte) (random.nextInt(3) == 0 ? '\n' : 'a' + random.nextInt(26)));
        }
        return piece;
    }

    private static Lines lines(LongLines longLines) {
        Lines lines = new Lines(StandardCharsets.UTF_8, MAX_LENGTH, longLines);
        lines.begin(1, 0, NOTHING, NOTHING, false);
        return lines;
    }

    private static Batches batches(int most, LongLines longLines) {
        return new Batches(lines(longLines), most);
    }

    private static List<List<String>> texts(Batches batches, String received) {
        List<List<String>> all = new ArrayList<>();
        batches.received(Buffer.buffer(received));
        for (List<TailLine> batch; (batch = batches.next()) != null;) {
            all.add(batch.stream().map(TailLine::text).toList());
        }
        return all;
    }
}
