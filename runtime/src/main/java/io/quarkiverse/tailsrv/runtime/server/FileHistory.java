package io.quarkiverse.tailsrv.runtime.server;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;

/**
 * Turns a follower's calls into the application's events: file found, rotated, lost. Used by the thread that looks at the file.
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
        } else if (last != generation) { // if equal, the file was moved away and back
            events.rotated(cause, last, generation);
        }
        last = generation;
        lost = false;
    }

    void left(RotationCause cause) {
        this.cause = cause;
        if (cause == RotationCause.FAILED) {
            absent(); // no rotation: nothing has taken its place
        }
    }

    void absent() {
        if (!lost) {
            lost = true;
            events.lost(cause, last);
        }
    }
}
