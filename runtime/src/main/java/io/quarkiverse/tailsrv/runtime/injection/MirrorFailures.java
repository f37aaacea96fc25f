package io.quarkiverse.tailsrv.runtime.injection;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;

/**
 * Logs the failures of a mirror that is tried again and again, each once: the same one is not logged again as long as the copy
 * is the same and has not grown. For one thread at a time.
 */
final class MirrorFailures {

    private static final Logger LOG = Logger.getLogger(MirrorFailures.class.getPackageName());

    /** @param length how many bytes the copy had then */
    private record Failure(String message, long length) {

        /** A shorter copy is another one: somebody has deleted the one before, or the mirror has renamed it. */
        boolean repeats(Failure before) {
            return Objects.equals(message, before.message) && length >= before.length;
        }
    }

    private final TailMirror mirror;

    /** Null if there is none, or if the copy has grown since. */
    private volatile Failure last;

    MirrorFailures(TailMirror mirror) {
        this.mirror = mirror;
    }

    /** Blocks as long as the file system does. */
    void failed(Throwable cause) {
        Failure failure = new Failure(message(cause), length());
        if (last == null || !failure.repeats(last)) {
            LOG.warnf("%s; it is tried again", failure.message);
        }
        last = failure;
    }

    private String message(Throwable cause) {
        return cause instanceof TailClientException ? cause.getMessage() : "The copy \"" + mirror.copy() + "\" fails: " + cause;
    }

    private long length() {
        try {
            return Files.size(mirror.copy());
        } catch (IOException e) {
            return 0; // there is no copy
        }
    }

    /** Each try begins with comparing what the copy has already, and that is progress, too. Only more than that counts here. */
    void progressed(TailMirrorProgress progress) {
        if (last != null && (progress.generation() > 1 || progress.length() > last.length)) {
            last = null;
        }
    }
}
