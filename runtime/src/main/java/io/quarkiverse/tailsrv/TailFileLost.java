package io.quarkiverse.tailsrv;

/**
 * There is no file to serve any more, and none took its place within a poll interval: clients that come wait for one. A CDI
 * event for observers by {@code @ObservesAsync}, which are called on a worker thread.
 *
 * @param server the server
 * @param cause what happened to the file
 * @param generation which file it was, see {@link TailServer#generation()}
 * @param length how much had been published of it
 */
public record TailFileLost(TailServer server, RotationCause cause, long generation, long length) {
}
