package io.quarkiverse.tailsrv;

/**
 * There is a file to serve, and there was none before, or it was {@link TailFileLost lost}, or the server was started again. A
 * CDI event for observers by
 * {@code @ObservesAsync}, which are called on a worker thread.
 *
 * @param server the server
 * @param generation which file it is, see {@link TailServer#generation()}
 * @param length its length as it was found
 */
public record TailFileFound(TailServer server, long generation, long length) {
}
