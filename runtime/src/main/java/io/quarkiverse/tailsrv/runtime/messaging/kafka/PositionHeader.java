package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * What is written in the header of a record: {@code 3-9f2c.1041.17 1:8812:1024-ab...:256-cd... logserver:4321}.
 *
 * @param sequence the number of the line in its run, from 1
 * @param acknowledged up to which number all lines of the run were acknowledged when this one was read; 0 for none
 * @param position where to go on behind the line
 * @param source whose line it is: a topic may have several
 */
record PositionHeader(Run run, long sequence, long acknowledged, TailPosition position, String source) {

    static final String NAME = "tailsrv-position";

    /** A run with more digits is not of ours: nobody starts an application so often. */
    static final long MAX_RUN = 999_999_999_999L;

    private static final Pattern TEXT = Pattern.compile(
            "(?<run>\\d{1,12})-(?<id>[0-9a-f]+)\\.(?<sequence>\\d{1,18})\\.(?<acknowledged>\\d{1,18}) (?<position>\\S+) (?<source>.*)",
            Pattern.DOTALL);

    byte[] toBytes() {
        return (run.number() + "-" + run.id() + '.' + sequence + '.' + acknowledged + ' ' + position + ' ' + source)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Empty for what this version does not write.
     *
     * @param bytes {@code null} for a header without a value
     */
    static Optional<PositionHeader> parse(byte[] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return position(matcher.group("position")).map(position -> new PositionHeader(
                new Run(Long.parseLong(matcher.group("run")), matcher.group("id")),
                Long.parseLong(matcher.group("sequence")), Long.parseLong(matcher.group("acknowledged")), position,
                matcher.group("source")));
    }

    private static Optional<TailPosition> position(String text) {
        try {
            return Optional.of(TailPosition.parse(text)).filter(TailPosition::verifiable);
        } catch (IllegalArgumentException e) { // another program's header
            return Optional.empty();
        }
    }
}
