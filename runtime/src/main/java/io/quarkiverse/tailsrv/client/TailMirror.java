package io.quarkiverse.tailsrv.client;

import java.nio.file.Path;

import io.smallrye.mutiny.Multi;

/**
 * Keeps a local copy of a server's file, byte for byte. The copy itself says how far it has got: after a restart it is
 * continued if it is still a beginning of the server's file.
 * <p>
 * When the server's file is replaced by another one, the copy is renamed: {@code audit.log} becomes {@code audit.log.1}, what
 * was {@code audit.log.1} becomes {@code audit.log.2}, and so on, and the new file is copied to {@code audit.log} from its
 * first
 * byte. The same happens if the copy is not the server's file: it was changed, or is of another file. Then a warning is logged.
 * <p>
 * These names belong to the mirror: {@code audit.log}; {@code audit.log.1} and so on, up to the number of copies that are
 * {@linkplain #keep(int) kept}, and at least {@code audit.log.1}; and {@code audit.log.lock}. A file of another origin that has
 * one of the numbered names is taken for a copy, and is renamed and in the end deleted like one. {@code audit.log.lock} is an
 * empty file that the mirror locks, so that no other one writes the copy; it stays when the mirror has ended.
 * <p>
 * What is compared at a start: all of the copy if it is not longer than 8 MiB; else its first KiB, and its last 8 MiB. No more
 * than these 8 MiB are ever written without having been synced, so that a machine that stops in the middle can't leave a copy
 * with wrong bytes unnoticed: if only zeros follow where the copy differs, it is cut off there; otherwise it is renamed, as
 * above. What somebody has changed in between is not noticed.
 */
public interface TailMirror {

    /** How many renamed copies are kept if nothing else is said. */
    int DEFAULT_KEEP = 7;

    /** The absolute path of the copy. */
    Path copy();

    /**
     * @param copies how many renamed copies are kept; when one more is renamed, the oldest is deleted. 0 keeps none: the
     *        copy of a file is deleted when the next file begins. Only what the mirror has not yet compared to its end, or
     *        has found to differ from the server's file, is then renamed to {@code audit.log.1}, in place of a file of that
     *        name. Copies with higher numbers, from when more were kept, are neither renamed nor deleted.
     * @return a mirror like this one
     * @throws IllegalArgumentException if the number is negative
     */
    TailMirror keep(int copies);

    /**
     * Copies while it is subscribed to. Each item says how much of the copy is safe on the disk; if they come faster than they
     * are asked for, only the last one is kept. Items come on a thread of the mirror's own, which also does all that has to do
     * with files.
     * <p>
     * The stream fails with a {@link TailClientException} if the copy can't be read or written, for example since the disk is
     * full, if another mirror writes it, or if the client's stream fails. What has been copied stays, and a new subscription
     * continues it. The copy's directory must exist.
     */
    Multi<TailMirrorProgress> progress();
}
