package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.CompletionException;

/**
 * What futures fail with.
 */
public final class Failures {

    private Failures() {
    }

    /** What has failed, which a future that depends on another one wraps. */
    public static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    /** That in words: not every one has a message. */
    public static String message(Throwable failed) {
        Throwable cause = cause(failed);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
