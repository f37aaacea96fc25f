package io.quarkiverse.tailsrv.runtime.file;

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
