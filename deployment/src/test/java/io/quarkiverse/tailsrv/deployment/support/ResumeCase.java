package io.quarkiverse.tailsrv.deployment.support;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a file was when a client lost its connection, and what it is when the client is back.
 */
public enum ResumeCase {

    UNCHANGED(numbered("old", 300), numbered("old", 300), true),
    GROWN(numbered("old", 300), numbered("old", 300) + "more\n", true),
    GROWN_AND_SMALLER_THAN_A_FINGERPRINT("one\n", "one\ntwo\n", true),
    GROWN_PAST_THE_HEAD(numbered("old", 50), numbered("old", 300), true),
    A_TORN_LINE_IS_COMPLETED(numbered("old", 300) + "to", numbered("old", 300) + "torn\n", true),
    ANOTHER(numbered("old", 300), numbered("new", 400), false),
    ANOTHER_OF_THE_SAME_LENGTH(numbered("old", 300), numbered("new", 300), false),
    ANOTHER_WITH_A_TORN_LINE(numbered("old", 300) + "torn", numbered("new", 300), false),
    ANOTHER_AND_SMALLER_THAN_A_FINGERPRINT("old\n", "new\n", false),
    LONGER_WITH_THE_SAME_HEAD(numbered("head", 200) + numbered("old", 100), numbered("head", 200) + numbered("new", 200),
            false),
    SHORTER_WITH_THE_SAME_HEAD(numbered("head", 200) + numbered("old", 100), numbered("head", 200), false),
    HEADER_LINE_ONLY("id,name\n" + numbered("old", 300), "id,name\n", false),
    SHORTER_THAN_A_FINGERPRINT("id,name\n1,one\n2,two\n", "id,name\n", false),
    EMPTY(numbered("old", 300), "", false),
    EMPTY_AFTER_FEW_BYTES("one\n", "", false);

    private final String before;
    private final String after;
    private final boolean same;

    ResumeCase(String before, String after, boolean same) {
        this.before = before;
        this.after = after;
        this.same = same;
    }

    private static String numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> text + " " + i + "\n").collect(Collectors.joining());
    }

    public String before() {
        return before;
    }

    public String after() {
        return after;
    }

    /** Whether the file is the one that it was. */
    public boolean isSame() {
        return same;
    }

    /** What is read before. */
    public List<String> linesBefore() {
        return lines(1, wholeLines(before));
    }

    /** What is read afterwards, by the stream that was interrupted. */
    public List<String> linesAfter() {
        List<String> expected = linesOfALaterRun();
        String torn = before.substring(wholeLines(before).length());
        if (!same && !torn.isEmpty()) {
            expected.add(0, "1:" + torn + "…");
        }
        return expected;
    }

    /** What is read afterwards, from the position of the last line that was read before. */
    public List<String> linesOfALaterRun() {
        return same ? lines(1, after.substring(wholeLines(before).length())) : lines(2, after);
    }

    public int generationAfter() {
        return same ? 1 : 2;
    }

    private static String wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static List<String> lines(int generation, String text) {
        return text.lines().map(line -> generation + ":" + line).collect(Collectors.toCollection(ArrayList::new));
    }
}
