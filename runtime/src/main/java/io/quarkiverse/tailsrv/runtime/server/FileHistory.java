package io.quarkiverse.tailsrv.runtime.server;

import java.nio.file.Path;

import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;

/**
 * Turns a follower's calls into the application's events: file found, rotated, lost. Used by the thread that looks at the file.
 */
final class FileHistory {

    private final ServerEvents events;
    private FileGeneration last;
    private Path lastFile;
    private RotationCause cause;
    private boolean lost = true;

    FileHistory(ServerEvents events) {
        this.events = events;
    }

    void arrived(FileGeneration generation, Path file) {
        if (lost) {
            events.found(file, generation);
        } else if (last != generation) { // if equal, the file was moved away and back
            events.rotated(cause, lastFile, last, file, generation);
        }
        last = generation;
        lost = false;
    }

    /** @param file where it was served */
    void left(RotationCause cause, Path file) {
        this.cause = cause;
        this.lastFile = file;
        if (cause == RotationCause.FAILED) {
            absent(); // no rotation: nothing has taken its place
        }
    }

    void absent() {
        if (!lost) {
            lost = true;
            events.lost(lastFile, cause, last);
        }
    }
}
