package io.quarkiverse.tailsrv;

/**
 * The file is gone, and no other file took its place within a poll interval. New clients wait for one. A CDI event for
 * {@code @ObservesAsync} observers, which run on a worker thread.
 *
 * @param server the server
 * @param cause what happened to the file
 * @param generation the number of the file, see {@link TailServer#generation()}
 * @param length how many of its bytes had been published
 */
public record TailFileLost(TailServer server, RotationCause cause, long generation, long length) {
}
