package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * Counts files that came to the path and went again between two looks: each event that something has come is matched with
 * what was seen there. The two may come in either order, so the balance is drawn once neither has come for a while and there
 * is a file that is served.
 */
final class UnseenGenerations {

    private final String subject;
    private final Duration quiet;
    private final FollowerListener listener;
    private int balance;
    private long lastChange;
    private long total;

    UnseenGenerations(String subject, Duration quiet, FollowerListener listener) {
        this.subject = subject;
        this.quiet = quiet;
        this.listener = listener;
    }

    /** Something that had not been there before was found at the path. */
    void seen() {
        balance--;
        lastChange = System.nanoTime();
    }

    void look(int creations, boolean served, long now) {
        if (creations > 0) {
            balance += creations;
            lastChange = now;
        } else if (balance != 0 && served && now - lastChange > quiet.toNanos()) {
            if (balance > 0) {
                total += balance;
                listener.skipped(balance);
                FileFollower.LOG.warnf("%s was replaced faster than it could be looked at: %d generations of it were served to"
                        + " nobody, %d since the start", subject, balance, total);
            }
            balance = 0; // below zero: files that came without an event
        }
    }
}
