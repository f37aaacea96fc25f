package io.quarkiverse.tailsrv.runtime.server;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;

/**
 * Makes of what comes to a path and leaves it what an application wants to know: a file was found, was rotated, was lost.
 * For the thread that looks at the file.
 */
final class FileHistory {

    private final ServerEvents events;
    private FileGeneration last;
    private RotationCause cause;
    private boolean lost = true;

    FileHistory(ServerEvents events) {
        this.events = events;
    }

    void arrived(FileGeneration generation) {
        if (lost) {
            events.found(generation);
        } else if (last != generation) { // or else it was moved away and back
            events.rotated(cause, last, generation);
        }
        last = generation;
        lost = false;
    }

    void left(RotationCause cause) {
        this.cause = cause;
    }

    void absent() {
        if (!lost) {
            lost = true;
            events.lost(cause, last);
        }
    }
}
