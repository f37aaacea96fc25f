package io.quarkiverse.tailsrv.runtime.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.tailsrv.runtime.selection.FileSource;

/**
 * A name in a directory that decides where a path leads: a symbolic link on the way, a missing directory, or the file itself.
 * With a pattern, all names that match it decide as well.
 *
 * @param isFile whether it is the file itself
 * @param isPattern whether it stands for all names that match a pattern
 */
record PathEntry(Path directory, Path name, boolean isFile, boolean isPattern) {

    private static final int MAX_LINKS = 40;

    PathEntry(Path directory, Path name, boolean isFile) {
        this(directory, name, isFile, false);
    }

    /** All that decide which file it is, as they are now, each once. The last one is the file. */
    static List<PathEntry> of(FileSource source) throws IOException {
        Path path = source.path();
        Path pattern = source.pattern(); // in the same directory
        Set<PathEntry> entries = new LinkedHashSet<>(); // a path may pass a link twice, or go in circles
        int links = 0;
        Deque<Path> ahead = new ArrayDeque<>();
        path.forEach(ahead::add);
        Path directory = path.getRoot();
        boolean patternAhead = pattern != null;
        while (!ahead.isEmpty()) {
            if (patternAhead && ahead.size() == 1) { // the file's own name is next: this is the directory of the pattern
                patternAhead = false;
                entries.add(new PathEntry(directory, pattern.getFileName(), false, true));
            }
            Path name = ahead.pop();
            Path here = directory.resolve(name);
            BasicFileAttributes found = look(here);
            if (found != null && found.isSymbolicLink() && ++links <= MAX_LINKS) {
                entries.add(new PathEntry(directory, name, false));
                Path target = Files.readSymbolicLink(here);
                directory = target.isAbsolute() ? target.getRoot() : directory;
                pushAll(target, ahead);
            } else if (ahead.isEmpty()) {
                entries.add(new PathEntry(directory, name, true));
            } else {
                if (found == null) {
                    entries.add(new PathEntry(directory, name, false));
                }
                directory = here.normalize(); // safe for "..", since the directory has no symbolic links
            }
        }
        return List.copyOf(entries);
    }

    /** One question for each name. Null if nothing can be seen there. */
    private static BasicFileAttributes look(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return null; // opening the file will tell why
        }
    }

    private static void pushAll(Path target, Deque<Path> ahead) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.push(target.getName(i));
        }
    }
}
