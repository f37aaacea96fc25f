package io.quarkiverse.tailsrv;

import java.nio.file.Path;

/**
 * Another file is served now, or the same file again from its beginning. A CDI event for {@code @ObservesAsync} observers,
 * which run on a worker thread.
 *
 * @param server the server
 * @param cause what happened to the old file
 * @param oldFile where the old file was served; it may have been renamed since, and another one may be there now
 * @param oldGeneration the number of the old file, see {@link TailServer#generation()}
 * @param oldLength how many of its bytes had been published by then; a renamed or superseded file may still grow within
 *        {@code rotation-grace}
 * @param newFile where the new file is served: the same as the old one, except for a pattern
 * @param newGeneration the number of the file that is served now
 */
public record TailFileRotated(TailServer server, RotationCause cause, Path oldFile, long oldGeneration, long oldLength,
        Path newFile, long newGeneration) {
}
