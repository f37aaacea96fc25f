package io.quarkiverse.tailsrv;

/**
 * Another file is served than before, or the same one anew. A CDI event for observers by {@code @ObservesAsync}, which are
 * called on a worker thread.
 *
 * @param server the server
 * @param cause what happened to the file before
 * @param oldGeneration which file that was, see {@link TailServer#generation()}
 * @param oldLength how much had been published of it by then; a renamed file may still grow for a poll interval
 * @param newGeneration which file is served now
 */
public record TailFileRotated(TailServer server, RotationCause cause, long oldGeneration, long oldLength,
        long newGeneration) {
}
