package io.quarkiverse.tailsrv.runtime.devui;

import java.util.List;

/**
 * What a page that shows a file is to show next.
 *
 * @param generation the number of the file, or 0 while there is none, or it is not known now, as the problem says
 * @param skipped how many bytes before the lines are left out, since an excerpt may not have more; 0 at first
 * @param lines whole lines as {@link PlainText} has them, without their newlines
 * @param unfinished the bytes behind the last newline so far, which the next excerpt has again; empty if there are none
 * @param over whether nothing more comes of this file
 * @param cause why it is over, by the name of a {@link io.quarkiverse.tailsrv.RotationCause}, or null
 * @param problem why the file could not be read now, or null
 */
public record Excerpt(long generation, long skipped, List<String> lines, String unfinished, boolean over, String cause,
        String problem) {

    static final Excerpt NOTHING = new Excerpt(0, 0, List.of(), "", false, null, null);

    static Excerpt unknown(String problem) {
        return new Excerpt(0, 0, List.of(), "", false, null, problem);
    }
}
