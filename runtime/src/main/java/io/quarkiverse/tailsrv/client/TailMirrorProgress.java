package io.quarkiverse.tailsrv.client;

/**
 * How far a {@link TailMirror} has got.
 *
 * @param generation the number of the copy since the mirror was subscribed to: 1 for the first, 2 for the one after it
 * @param length so many bytes of it are on the disk
 */
public record TailMirrorProgress(long generation, long length) {
}
