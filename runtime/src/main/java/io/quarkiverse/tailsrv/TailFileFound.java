package io.quarkiverse.tailsrv;

import java.nio.file.Path;

/**
 * There is a file to serve, for the first time since the server was started or since the last file was
 * {@link TailFileLost lost}. A CDI event for {@code @ObservesAsync} observers, which run on a worker thread.
 *
 * @param server the server
 * @param file where it is served
 * @param generation the number of the file, see {@link TailServer#generation()}
 * @param length its length when it was found
 */
public record TailFileFound(TailServer server, Path file, long generation, long length) {
}
