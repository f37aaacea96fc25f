package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is open for reading, with its identity.
 *
 * @param channel to be closed by its user
 */
public record OpenFile(FileChannel channel, FileIdentity identity, Storage storage) {

    private static final int ATTEMPTS = 100;

    /**
     * Whether, while this one is open, another file at the path always has another identity. If not, {@link PathCheck} compares
     * the contents.
     */
    public boolean isIdentityReliable() {
        return storage != Storage.REMOTE && identity.fileKey() != null;
    }

    /**
     * Opens the file at the path. The JDK can't tell the identity of an open channel. So the path's identity is read before and
     * after, until both agree.
     *
     * @throws UnsuitableFileException if it can't be tailed, or can't be opened in time
     */
    public static OpenFile at(Path path, FileOpener opener) throws IOException {
        FileIdentity before = FileIdentity.of(path);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Storage storage = Storage.of(path);
            FileChannel channel = opener.open(path);
            boolean usable = false;
            try {
                FileIdentity after = FileIdentity.of(path);
                if (before.equals(after)) {
                    checkSize(channel, path);
                    usable = true;
                }
                before = after;
            } finally {
                if (!usable) {
                    channel.close();
                }
            }
            if (usable) {
                return new OpenFile(channel, before, storage);
            }
        }
        throw new UnsuitableFileException(path, "is replaced faster than it can be opened");
    }

    /**
     * Opens the same file again, after it was found at the path.
     *
     * @return null if another file is at the path now
     */
    public OpenFile again(Path path, FileOpener opener) throws IOException {
        FileChannel again = opener.open(path);
        boolean same = false;
        try {
            same = FileIdentity.of(path).equals(identity);
        } finally {
            if (!same) {
                again.close();
            }
        }
        return same ? new OpenFile(again, identity, storage) : null;
    }

    private static void checkSize(FileChannel channel, Path path) throws IOException {
        String contradiction = DeclaredSize.contradiction(channel, 0);
        if (contradiction != null) {
            throw new UnsuitableFileException(path, contradiction, true);
        }
    }
}
