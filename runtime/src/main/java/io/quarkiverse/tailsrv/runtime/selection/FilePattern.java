package io.quarkiverse.tailsrv.runtime.selection;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tailsrv.FileSelection;

/**
 * A path whose last name is a pattern: one with {@value #LATEST} in it, or a glob. Names with braces, brackets and asterisks
 * exist, so a path is taken for a pattern only if it says so.
 *
 * @param path the directory, and the pattern as it was written; absolute
 * @param name whether a file's name matches
 * @param selection which of those that match is the newest
 */
public record FilePattern(Path path, Predicate<Path> name, FileSelection selection) {

    private static final String LATEST = "{latest}";

    /**
     * @param path absolute
     * @param selection empty: only {@value #LATEST} makes it a pattern
     * @return empty if the path is that of a single file
     * @throws IllegalArgumentException if the pattern can't be used; the message says why, and what to do
     */
    public static Optional<FilePattern> of(Path path, Optional<FileSelection> selection) {
        Path last = path.getFileName();
        String text = last == null ? "" : last.toString();
        boolean latest = path.toString().contains(LATEST);
        if (!latest && selection.isEmpty()) {
            return Optional.empty();
        }
        if (latest && !text.contains(LATEST)) {
            throw new IllegalArgumentException("has " + LATEST + " in the name of a directory; use it in the file's name");
        }
        Predicate<Path> name = latest ? latest(text) : glob(text);
        return Optional.of(new FilePattern(path, name, selection.orElse(FileSelection.LATEST_NAME)));
    }

    private static Predicate<Path> latest(String text) {
        int at = text.indexOf(LATEST);
        String after = text.substring(at + LATEST.length());
        if (after.contains(LATEST)) {
            throw new IllegalArgumentException("has " + LATEST + " more than once; use it once, in place of all that changes");
        }
        Pattern pattern = Pattern.compile(Pattern.quote(text.substring(0, at)) + ".*" + Pattern.quote(after), Pattern.DOTALL);
        return name -> pattern.matcher(name.toString()).matches();
    }

    private static Predicate<Path> glob(String text) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
            return matcher::matches;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a glob (" + e.getDescription()
                    + "); correct it, or leave file-selection out if this is the name of a file");
        }
    }

    Path directory() {
        return path.getParent();
    }

    boolean isByName() {
        return selection == FileSelection.LATEST_NAME;
    }
}
