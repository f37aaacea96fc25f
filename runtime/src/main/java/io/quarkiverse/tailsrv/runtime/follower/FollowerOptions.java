package io.quarkiverse.tailsrv.runtime.follower;

import java.time.Duration;

/**
 * What a follower is told to do.
 *
 * @param pollInterval how often it looks if nothing causes an earlier look
 * @param rotationGrace how long a file is still followed after it has left the path; if zero, only at the look that finds this
 * @param retention what happens to a file that has left the path
 * @param idleTime how long nobody has read the file, asked for it or changed it until it is closed; it is opened again when
 *        somebody does
 */
public record FollowerOptions(Duration pollInterval, Duration rotationGrace, Retention retention, Duration idleTime) {

    private static final Duration IDLE_TIME = Duration.ofSeconds(10);

    public FollowerOptions(Duration pollInterval, Duration rotationGrace, Retention retention) {
        this(pollInterval, rotationGrace, retention, IDLE_TIME);
    }

    /** How long a rotation may take. After that, its writer should have created the next file and should write to it alone. */
    Duration rotationTime() {
        return pollInterval.compareTo(rotationGrace) > 0 ? pollInterval : rotationGrace;
    }
}
