package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * Counts the files that came and went between two looks: files that events reported as created, minus files that looks found.
 * Both come in any order. So the difference is taken only after a quiet time, while a file is served.
 */
final class UnseenGenerations {

    private final String subject;
    private final Duration quiet;
    private final FollowerListener listener;
    private int balance;
    private boolean found;
    private long lastChange;
    private long total;

    UnseenGenerations(String subject, Duration quiet, FollowerListener listener) {
        this.subject = subject;
        this.quiet = quiet;
        this.listener = listener;
    }

    /** A look found something new at the path. */
    void seen() {
        balance--;
        found = true;
        lastChange = System.nanoTime();
    }

    void look(int creations, boolean served, long now) {
        if (creations > 0) {
            balance += creations;
            lastChange = now;
        } else if (served && now - lastChange > quiet.toNanos()) {
            settle(found ? balance : balance - 1); // the one that was created last is the one that is served
            balance = 0; // a negative balance: files without an event
            found = false;
        }
    }

    private void settle(int skipped) {
        if (skipped > 0) {
            total += skipped;
            listener.skipped(skipped);
            FileNotices.LOG.warnf("%s was replaced faster than it could be looked at: %d generations of it were served to"
                    + " nobody, %d since the start", subject, skipped, total);
        }
    }
}
