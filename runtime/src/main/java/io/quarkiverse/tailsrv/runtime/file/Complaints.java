package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * Says once what is wrong with a file, however many looks find it so, and once that it is well again.
 */
final class Complaints {

    private final String subject;
    private String last;

    Complaints(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    void missing() {
        say("does not exist; clients wait until it does");
    }

    void unsuitable(String reason) {
        say(reason + "; it is tried again until it can be served");
    }

    void unreadable(IOException cause) {
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        unsuitable("can't be read: "
                + (cause instanceof AccessDeniedException ? "permission denied" : reason == null ? cause.toString() : reason));
    }

    void served() {
        if (last != null) {
            FileFollower.LOG.infof("%s is served now", subject);
            last = null;
        }
    }

    private void say(String complaint) {
        if (!complaint.equals(last)) {
            FileFollower.LOG.warnf("%s %s", subject, complaint);
            last = complaint;
        }
    }
}
