package io.quarkiverse.tailsrv.runtime.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A name in a directory that decides where a path leads: a symbolic link on the way, a missing directory, or the file itself.
 *
 * @param isFile whether it is the file itself
 */
record PathEntry(Path directory, Path name, boolean isFile) {

    private static final int MAX_LINKS = 40;

    /** The entries of an absolute path, as it is now. The last one is the file. */
    static List<PathEntry> of(Path path) throws IOException {
        List<PathEntry> entries = new ArrayList<>();
        Deque<Path> ahead = new ArrayDeque<>();
        path.forEach(ahead::add);
        Path directory = path.getRoot();
        while (!ahead.isEmpty()) {
            Path name = ahead.pop();
            Path here = directory.resolve(name);
            if (Files.isSymbolicLink(here) && entries.size() < MAX_LINKS) {
                entries.add(new PathEntry(directory, name, false));
                Path target = Files.readSymbolicLink(here);
                directory = target.isAbsolute() ? target.getRoot() : directory;
                pushAll(target, ahead);
            } else if (ahead.isEmpty()) {
                entries.add(new PathEntry(directory, name, true));
            } else {
                if (!Files.exists(here)) {
                    entries.add(new PathEntry(directory, name, false));
                }
                directory = here.normalize(); // safe for "..", since the directory has no symbolic links
            }
        }
        return entries;
    }

    private static void pushAll(Path target, Deque<Path> ahead) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.push(target.getName(i));
        }
    }
}
