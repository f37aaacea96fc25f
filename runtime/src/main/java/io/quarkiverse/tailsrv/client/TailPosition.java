package io.quarkiverse.tailsrv.client;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to go on in a file. Positions that a stream hands out have an offset and fingerprints, by which a client finds out
 * whether the file is still the one that it was; they can be kept as text ({@link #toString()}, {@link #parse(String)}).
 * Positions that are made by {@link #start()}, {@link #end()} and {@link #at(long)} have no fingerprints: with them a stream
 * begins in whatever file there is. A position that was handed out holds on to some received bytes, at most about as many as a
 * {@link TailLine} does; one that was parsed does not. May be used from any thread.
 */
public final class TailPosition {

    /** How many bytes of a file's head the fingerprint covers, if the offset is not before them. */
    public static final int HEAD_LENGTH = 1024;

    /** How many bytes before the offset the fingerprint covers, if there are as many. */
    public static final int LAST_LENGTH = 256;

    private static final Pattern TEXT = Pattern
            .compile("([1-9][0-9]{0,18}):([0-9]{1,19}):([0-9]{1,4}-[0-9a-f]{32}):([0-9]{1,3}-[0-9a-f]{32})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

    private static final TailPosition START = at(0);
    private static final TailPosition END = at(Long.MIN_VALUE); // equal to no other one

    private final long generation;
    private final long offset;
    private final TailFingerprint head;
    private final TailFingerprint last;

    private TailPosition(long generation, long offset, TailFingerprint head, TailFingerprint last) {
        this.generation = generation;
        this.offset = offset;
        this.head = head;
        this.last = last;
    }

    /** The file's first byte. */
    public static TailPosition start() {
        return START;
    }

    /**
     * Behind the file's last byte at the moment of asking. For lines, behind the newline that comes next, unless the last byte
     * is
     * a newline: then nothing is left out.
     */
    public static TailPosition end() {
        return END;
    }

    /**
     * @param offset as in the protocol: not negative, the offset of a byte; negative, that many bytes before the file's end at
     *        the moment of asking. Lines begin exactly there if it is not negative, else with the first line that is whole.
     */
    public static TailPosition at(long offset) {
        return new TailPosition(1, offset, null, null);
    }

    /**
     * A position in a file of which the bytes are known, for example since there is a copy of it.
     *
     * @param generation the number of the file, 1 or more
     * @param offset the offset of the next byte, 0 or more
     * @param head of the file's first bytes: {@link #HEAD_LENGTH} of them, or all before the offset if it is less
     * @param last of the bytes just before the offset: {@link #LAST_LENGTH} of them, or all if there are less
     * @throws IllegalArgumentException if a number is out of range, or a fingerprint has not that length
     */
    public static TailPosition of(long generation, long offset, TailFingerprint head, TailFingerprint last) {
        if (generation < 1 || offset < 0) {
            throw new IllegalArgumentException("Generation \"" + generation + "\" must be 1 or more, and offset \"" + offset
                    + "\" 0 or more");
        }
        requireLength("head", head, Math.min(HEAD_LENGTH, offset));
        requireLength("last bytes", last, Math.min(LAST_LENGTH, offset));
        return new TailPosition(generation, offset, head, last);
    }

    private static void requireLength(String what, TailFingerprint fingerprint, long length) {
        if (fingerprint.length() != length) {
            throw new IllegalArgumentException("The fingerprint of the " + what + " is of \"" + fingerprint.length()
                    + "\" bytes; it must be of " + length);
        }
    }

    /**
     * @param text what {@link #toString()} returned, or a number as in {@link #at(long)}, or {@code start}, or {@code end}
     * @throws IllegalArgumentException if it is none of these
     */
    public static TailPosition parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text));
        if (matcher.matches()) {
            return of(number(matcher.group(1), text), number(matcher.group(2), text),
                    TailFingerprint.parse(matcher.group(3)), TailFingerprint.parse(matcher.group(4)));
        }
        return switch (text) {
            case "start" -> start();
            case "end" -> end();
            default -> at(number(text, text));
        };
    }

    private static long number(String number, String text) {
        try {
            if (NUMBER.matcher(number).matches()) {
                return Long.parseLong(number);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The number \"" + number + "\" of the position \"" + text
                    + "\" is out of range; the largest is " + Long.MAX_VALUE, e);
        }
        throw new IllegalArgumentException("\"" + text + "\" is no position in a file; write start, end, a number of bytes,"
                + " or a position that a client has handed out");
    }

    /** The number of the file as the stream counted them; 1 for a position without fingerprints. */
    public long generation() {
        return generation;
    }

    /**
     * The offset of the next byte; as in {@link #at(long)} for a position without fingerprints. For {@link #end()} it is
     * {@link Long#MIN_VALUE}, which does not tell it from {@code at(Long.MIN_VALUE)}: compare with {@code equals}.
     */
    public long offset() {
        return offset;
    }

    /** Whether the position has fingerprints. */
    public boolean verifiable() {
        return head != null;
    }

    /**
     * The fingerprint of the file's first bytes: of {@link #HEAD_LENGTH}, or of all before the offset if these are less.
     *
     * @throws IllegalStateException if the position is not {@linkplain #verifiable() verifiable}
     */
    public TailFingerprint head() {
        requireVerifiable();
        return head;
    }

    /**
     * The fingerprint of the bytes just before the offset: of {@link #LAST_LENGTH}, or of all if these are less.
     *
     * @throws IllegalStateException if the position is not {@linkplain #verifiable() verifiable}
     */
    public TailFingerprint last() {
        requireVerifiable();
        return last;
    }

    private void requireVerifiable() {
        if (!verifiable()) {
            throw new IllegalStateException("The position \"" + this + "\" has no fingerprints");
        }
    }

    /** The position as text of less than 200 ASCII characters. */
    @Override
    public String toString() {
        if (verifiable()) {
            return generation + ":" + offset + ':' + head + ':' + last;
        }
        return this == END ? "end" : Long.toString(offset);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || this != END && other != END && other instanceof TailPosition position && isSameAs(position);
    }

    private boolean isSameAs(TailPosition position) {
        return generation == position.generation && offset == position.offset
                && Objects.equals(head, position.head) && Objects.equals(last, position.last);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(generation * 31 + offset);
    }
}
