package io.quarkiverse.tailsrv.runtime.resume;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try, and when to give up.
 *
 * @param maxAttempts how many tries in a row may fail; 0 for no limit
 */
public record BackOff(Duration min, Duration max, int maxAttempts) {

    /**
     * Doubles with each failure up to the longest pause. Between half of that and all of it, so that many clients that have
     * lost
     * their server at the same time do not come back at the same time.
     *
     * @param failures how many tries in a row have failed
     */
    public Duration pause(int failures) {
        long longest = max.toMillis();
        long doubled = Math.max(1, min.toMillis());
        for (int i = 1; i < failures && doubled < longest; i++) {
            doubled *= 2;
        }
        long pause = Math.max(1, Math.min(doubled, longest));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong((pause + 1) / 2, pause + 1));
    }

    public boolean isExhausted(int failures) {
        return maxAttempts > 0 && failures >= maxAttempts;
    }
}
