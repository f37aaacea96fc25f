package io.quarkiverse.tailsrv.runtime.selection;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Says at which path the file is. The thread that looks at the file asks; what is said otherwise, any thread may ask.
 */
public interface FileSource {

    /** As of the last choice. While there has been no file, the pattern. For any thread. */
    Path path();

    /**
     * Chooses anew. Blocks as long as the file system blocks.
     *
     * @return what {@link #path()} returns from now on
     * @throws java.nio.file.NoSuchFileException if there has been no file
     * @throws IOException if it can't be found out; then the path stays as it was
     */
    Path choose() throws IOException;

    /** Whether there are newer files, of which the next one may be chosen soon. */
    boolean hasMore();

    /** The directory and the pattern, if events of all names that match it count. Otherwise null. For any thread. */
    Path pattern();

    /**
     * An event came for this name in the pattern's directory. For any thread.
     *
     * @return whether the choice may be another one now
     */
    boolean noticed(Path name);

    /** Events were lost. For any thread. */
    void eventsLost();

    /** The poll is due, which finds what has no events. For any thread. */
    void polled();
}
