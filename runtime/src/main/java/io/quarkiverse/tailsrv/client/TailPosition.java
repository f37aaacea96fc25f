package io.quarkiverse.tailsrv.client;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to go on in a file. Positions that a stream hands out have an offset and fingerprints, by which a client finds out
 * whether the file is still the one that it was; they can be kept as text ({@link #toString()}, {@link #parse(String)}).
 * Positions that are made by {@link #start()}, {@link #end()} and {@link #at(long)} have no fingerprints: with them a stream
 * begins in whatever file there is.
 */
public final class TailPosition {

    /** How many bytes of a file's head the fingerprint covers, if as many have been received. */
    public static final int HEAD_LENGTH = 1024;

    /** How many bytes before the offset the fingerprint covers, if as many have been received. */
    public static final int LAST_LENGTH = 256;

    private static final Pattern TEXT = Pattern
            .compile("(?<generation>[1-9]\\d*):(?<offset>\\d+):(?<head>\\d+-[0-9a-f]+):(?<last>\\d+-[0-9a-f]+)");

    private static final TailPosition START = at(0);
    private static final TailPosition END = new TailPosition(1, Long.MIN_VALUE, "", "");

    private final long generation;
    private final long offset;
    private final String head;
    private final String last;

    private TailPosition(long generation, long offset, String head, String last) {
        this.generation = generation;
        this.offset = offset;
        this.head = head;
        this.last = last;
    }

    /** The file's first byte. */
    public static TailPosition start() {
        return START;
    }

    /** Behind the file's last byte at the moment of asking; for lines, behind the last newline. */
    public static TailPosition end() {
        return END;
    }

    /**
     * @param offset as in the protocol: not negative, the offset of a byte; negative, that many bytes before the file's end
     */
    public static TailPosition at(long offset) {
        return new TailPosition(1, offset, "", "");
    }

    /**
     * @param text what {@link #toString()} returned, or a number as in {@link #at(long)}, or {@code start}, or {@code end}
     * @throws IllegalArgumentException if it is none of these
     */
    public static TailPosition parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text));
        if (matcher.matches()) {
            return new TailPosition(Long.parseLong(matcher.group("generation")), Long.parseLong(matcher.group("offset")),
                    matcher.group("head"), matcher.group("last"));
        }
        return switch (text) {
            case "start" -> start();
            case "end" -> end();
            default -> at(Long.parseLong(text));
        };
    }

    /** The number of the file as the stream counted them; 1 for a position without fingerprints. */
    public long generation() {
        return generation;
    }

    /**
     * The offset of the next byte; as in {@link #at(long)} for a position without fingerprints, and the least long for the end.
     */
    public long offset() {
        return offset;
    }

    /** Whether the position has fingerprints. */
    public boolean verifiable() {
        return !head.isEmpty();
    }

    /** The position as text of less than 200 ASCII characters. */
    @Override
    public String toString() {
        if (verifiable()) {
            return generation + ":" + offset + ':' + head + ':' + last;
        }
        return offset == Long.MIN_VALUE ? "end" : Long.toString(offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TailPosition position && generation == position.generation && offset == position.offset
                && head.equals(position.head) && last.equals(position.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(generation, offset);
    }
}
