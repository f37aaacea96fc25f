package io.quarkiverse.tailsrv.runtime.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.quarkiverse.tailsrv.runtime.selection.FileSource;

/**
 * A name in a directory that decides where a path leads: a symbolic link on the way, a missing directory, or the file itself.
 *
 * @param isFile whether it is the file itself
 * @param isPattern whether it stands for all names that match a pattern
 */
record PathEntry(Path directory, Path name, boolean isFile, boolean isPattern) {

    PathEntry(Path directory, Path name, boolean isFile) {
        this(directory, name, isFile, false);
    }

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

    /** The entries of the file, and those that decide whether it is another one, as they are now. */
    static List<PathEntry> of(FileSource source) throws IOException {
        List<PathEntry> entries = of(source.path());
        Path pattern = source.pattern();
        if (pattern != null) {
            for (PathEntry entry : of(pattern)) {
                entries.add(entry.isFile ? new PathEntry(entry.directory, entry.name, false, true) : entry);
            }
        }
        return entries.stream().distinct().toList();
    }

    private static void pushAll(Path target, Deque<Path> ahead) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.push(target.getName(i));
        }
    }
}
