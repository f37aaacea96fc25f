package io.quarkiverse.tailsrv.runtime.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The copies of earlier files: {@code audit.log.1} is the last one, {@code audit.log.2} the one before it. Whatever has one of
 * the names, up to the number that is kept, counts as a copy. Blocks.
 */
final class RotatedCopies {

    private final Path copy;
    private final int keep;

    RotatedCopies(Path copy, int keep) {
        this.copy = copy;
        this.keep = keep;
    }

    /** Gives the copy its next name, or deletes it if none is kept, and returns which of them, for the log. */
    String add() throws IOException {
        if (keep > 0) {
            return rename(keep);
        }
        Files.deleteIfExists(copy);
        syncDirectory();
        return "is deleted, as none is kept";
    }

    /** The same for a file that may be no copy of the server's: it is kept, also if no other one is. */
    String addUnknown() throws IOException {
        return rename(Math.max(1, keep));
    }

    private String rename(int most) throws IOException {
        int free = firstFree(most);
        boolean overwritten = Files.exists(name(free));
        for (int number = free; number > 0; number--) {
            Files.move(name(number - 1), name(number), StandardCopyOption.ATOMIC_MOVE);
        }
        syncDirectory();
        return "is now \"" + name(1) + '"' + (overwritten ? ", and what was \"" + name(free) + "\" is deleted" : "");
    }

    /** The number that no copy has, or that of the oldest, which is overwritten. */
    private int firstFree(int most) {
        int number = 1;
        while (number < most && Files.exists(name(number))) {
            number++;
        }
        return number;
    }

    private Path name(int number) {
        return number == 0 ? copy : copy.resolveSibling(copy.getFileName() + "." + number);
    }

    /** So that the names are as safe as the bytes. */
    void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(copy.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
