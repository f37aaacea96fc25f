package io.quarkiverse.tailsrv;

/**
 * Another file is served now, or the same file again from its beginning. A CDI event for {@code @ObservesAsync} observers,
 * which run on a worker thread.
 *
 * @param server the server
 * @param cause what happened to the old file
 * @param oldGeneration the number of the old file, see {@link TailServer#generation()}
 * @param oldLength how many of its bytes had been published by then; a renamed file may still grow within
 *        {@code rotation-grace}
 * @param newGeneration the number of the file that is served now
 */
public record TailFileRotated(TailServer server, RotationCause cause, long oldGeneration, long oldLength,
        long newGeneration) {
}
