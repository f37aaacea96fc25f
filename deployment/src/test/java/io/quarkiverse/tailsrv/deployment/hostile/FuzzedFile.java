package io.quarkiverse.tailsrv.deployment.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.tailsrv.deployment.support.GrowingFile;

/**
 * A served file that grows and is rotated while clients read it. Each of its lines tells which generation it is of and where
 * in it, so that any 31 bytes in a row do. One thread writes, any thread asks.
 */
final class FuzzedFile {

    static final int LINE = 16;

    // A one, four digits for the generation, ten for the line
    private static final long FIRST = 100_000_000_000_000L;
    private static final long LINES = 10_000_000_000L;

    private final GrowingFile file;
    private final List<Long> lengths = new CopyOnWriteArrayList<>();
    private volatile long planned;
    private volatile int settled;

    FuzzedFile(GrowingFile file) {
        this.file = file;
    }

    void create() {
        file.create("");
        lengths.clear();
        lengths.add(0L);
    }

    /** The earliest generation that a client may get which comes now: each has a number from 0 on. */
    int earliest() {
        return settled;
    }

    /** The latest generation that a client may get which comes now. */
    int generation() {
        return lengths.size() - 1;
    }

    /** How much there is of a generation at the most, what is being written just now included. */
    long longest(int generation) {
        long longest = planned;
        return generation == generation() ? Math.max(longest, length(generation)) : length(generation);
    }

    /** How much there is of a generation at the least. */
    long length(int generation) {
        return lengths.get(generation);
    }

    long length() {
        return length(generation());
    }

    void grow(Random random) throws IOException {
        int lines = random.nextInt(10) == 0 ? 5_000 + random.nextInt(20_000) : 1 + random.nextInt(50);
        planned = length() + (long) lines * LINE;
        file.append(lines(generation(), length() / LINE, lines));
        lengths.set(generation(), planned);
    }

    void rotate(Random random) throws IOException {
        int lines = random.nextInt(10_000);
        byte[] content = lines(generation() + 1, 0, lines);
        planned = (long) lines * LINE;
        lengths.add(planned); // before it is there: clients may see it at once
        if (random.nextBoolean()) {
            file.replace(content);
        } else {
            GrowingFile old = file.rename("old");
            file.replace(content);
            Files.delete(old.path());
        }
        settled = generation();
    }

    private static byte[] lines(int generation, long first, int count) {
        StringBuilder lines = new StringBuilder(count * LINE);
        for (long i = first; i < first + count; i++) {
            lines.append(FIRST + generation * LINES + i).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the bytes are what a generation has from there on. */
    static boolean matches(byte[] bytes, int generation, long start) {
        int skip = (int) (start % LINE);
        byte[] expected = lines(generation, start / LINE, (skip + bytes.length) / LINE + 1);
        return Arrays.equals(bytes, 0, bytes.length, expected, skip, skip + bytes.length);
    }

    /** Where bytes are from that include a whole line, or null if they do not. */
    static Place find(byte[] bytes) {
        for (int end = LINE - 1; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                int begin = end - LINE + 1;
                long number = Long.parseLong(new String(bytes, begin, LINE - 1, StandardCharsets.US_ASCII)) - FIRST;
                return new Place((int) (number / LINES), number % LINES * LINE - begin);
            }
        }
        return null;
    }

    /** A byte of a generation. */
    record Place(int generation, long start) {
    }
}
