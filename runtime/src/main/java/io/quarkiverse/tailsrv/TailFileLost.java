package io.quarkiverse.tailsrv;

import java.nio.file.Path;

/**
 * The file is gone: no other file took its place within {@code poll-interval}, or within {@code rotation-grace} if that is
 * longer; or something else did that can't be served; or the file can't be read any more. New clients wait for a file. A CDI
 * event for {@code @ObservesAsync} observers, which run on a worker thread.
 *
 * @param server the server
 * @param file where it was served
 * @param cause what happened to the file
 * @param generation the number of the file, see {@link TailServer#generation()}
 * @param length how many of its bytes had been published
 */
public record TailFileLost(TailServer server, Path file, RotationCause cause, long generation, long length) {
}
