package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.CompletionException;

/**
 * Causes and messages of failed futures.
 */
public final class Failures {

    private Failures() {
    }

    /** The failure itself, without the {@link CompletionException} that dependent futures wrap it in. */
    public static Throwable cause(Throwable failed) {
        Throwable cause = failed;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Its message, or its class if it has none. */
    public static String message(Throwable failed) {
        Throwable cause = cause(failed);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
