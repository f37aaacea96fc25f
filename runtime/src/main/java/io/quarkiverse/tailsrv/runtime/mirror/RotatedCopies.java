package io.quarkiverse.tailsrv.runtime.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The copies of earlier files: {@code audit.log.1} is the last one, {@code audit.log.2} the one before it. Blocks.
 */
final class RotatedCopies {

    private final Path copy;
    private final int keep;

    RotatedCopies(Path copy, int keep) {
        this.copy = copy;
        this.keep = keep;
    }

    /** Gives the copy its next name, or deletes it if none is kept. */
    void add() throws IOException {
        if (keep == 0) {
            Files.deleteIfExists(copy);
        } else {
            for (int number = firstFree(); number > 0; number--) {
                Files.move(name(number - 1), name(number), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        syncDirectory();
    }

    /** The number that no copy has, or that of the oldest, which is overwritten. */
    private int firstFree() {
        int number = 1;
        while (number < keep && Files.exists(name(number))) {
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

    /** The name that the last one has, or would have. */
    Path last() {
        return name(1);
    }
}
