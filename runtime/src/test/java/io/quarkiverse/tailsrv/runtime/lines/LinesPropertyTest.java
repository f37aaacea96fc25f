package io.quarkiverse.tailsrv.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * However a stream is cut into buffers, its lines and their positions are the same.
 */
class LinesPropertyTest {

    private record Seen(String text, long offset, long endOffset, boolean complete, TailPosition position) {

        static Seen of(TailLine line) {
            return new Seen(line.text(), line.offset(), line.endOffset(), line.complete(), line.position());
        }
    }

    @Property(tries = 300)
    void anyCutGivesTheSameLines(@ForAll long seed, @ForAll @IntRange(min = 0, max = 6000) int length,
            @ForAll @IntRange(min = 1, max = 300) int maxLength) {
        byte[] file = file(new Random(seed), length);
        List<Seen> whole = lines(file, new Random(seed), length + 1, maxLength);
        for (int longest : new int[] { 1, 7, 100, 3000 }) {
            assertThat(lines(file, new Random(seed), longest, maxLength)).isEqualTo(whole);
        }
        assertThat(whole).allSatisfy(line -> assertThat(line.position).isEqualTo(position(file, line.endOffset)));
    }

    @Property(tries = 300)
    void goingOnAtAnyLineGivesTheRest(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6000) int length) {
        byte[] file = file(new Random(seed), length);
        List<Seen> whole = lines(file, new Random(seed), 100, 1000);
        int chosen = whole.isEmpty() ? 0 : new Random(seed).nextInt(whole.size());
        long offset = whole.isEmpty() ? 0 : whole.get(chosen).offset;
        Lines lines = new Lines(StandardCharsets.ISO_8859_1, 1000, LongLines.SPLIT);
        lines.begin(1, offset, Arrays.copyOf(file, (int) Math.min(1024, offset)),
                Arrays.copyOfRange(file, (int) Math.max(0, offset - 256), (int) offset), false);
        byte[] rest = Arrays.copyOfRange(file, (int) offset, file.length);
        assertThat(feed(lines, rest, new Random(seed), 500)).isEqualTo(whole.subList(chosen, whole.size()));
    }

    @Example
    void aLongLineInManyPiecesIsNotCopiedForEachOfThem() {
        Lines lines = begun(64 << 20);
        byte[] piece = new byte[1400];
        for (int i = 0; i < 40_000; i++) { // copied each time, this would be more than a terabyte
            lines.received(Buffer.buffer(piece));
            assertThat(lines.next()).isNull();
        }
        lines.received(Buffer.buffer("\n"));
        assertThat(lines.next().endOffset()).isEqualTo(40_000 * 1400 + 1);
    }

    private static TailPosition position(byte[] file, long offset) {
        int end = (int) offset;
        int last = Math.min(256, end);
        return TailPosition.of(1, offset, TailFingerprint.of(file, 0, Math.min(1024, end)),
                TailFingerprint.of(file, end - last, last));
    }

    private static byte[] file(Random random, int length) {
        byte[] file = new byte[length];
        int oneIn = 1 + random.nextInt(200);
        for (int i = 0; i < length; i++) {
            file[i] = (byte) (random.nextInt(oneIn) == 0 ? '\n' : random.nextInt(5) == 0 ? '\r' : random.nextInt());
        }
        return file;
    }

    private static List<Seen> lines(byte[] file, Random random, int longest, int maxLength) {
        return feed(begun(maxLength), file, random, longest);
    }

    private static Lines begun(int maxLength) {
        Lines lines = new Lines(StandardCharsets.ISO_8859_1, maxLength, LongLines.SPLIT);
        lines.begin(1, 0, new byte[0], new byte[0], false);
        return lines;
    }

    private static List<Seen> feed(Lines lines, byte[] bytes, Random random, int longest) {
        List<TailLine> seen = new ArrayList<>();
        for (int from = 0; from < bytes.length;) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
            lines.received(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)));
            for (TailLine line; (line = lines.next()) != null;) {
                seen.add(line);
            }
            from = to;
        }
        return seen.stream().map(Seen::of).toList(); // positions are asked for when all has come
    }
}
