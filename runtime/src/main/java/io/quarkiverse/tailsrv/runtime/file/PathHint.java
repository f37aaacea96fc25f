package io.quarkiverse.tailsrv.runtime.file;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What looks mistyped about a path. The file may exist all the same, so this is a hint and never an error.
 */
public final class PathHint {

    /** Quotes at both ends of what was written. It was resolved against a directory if it begins with a quote. */
    private static final Pattern QUOTED = Pattern.compile("(?:^|.*/)([\"']).*\\1");
    private static final Pattern HOME = Pattern.compile("(?:^|.*/)~[^/]*(?:/.*)?");
    private static final Pattern VARIABLE = Pattern.compile("(?:^|.*/)\\$[{(]?[A-Za-z_].*");
    private static final Pattern SCHEME = Pattern.compile("(?:^|.*/)([a-z]{2,}):(?:/.*)?");

    private PathHint() {
    }

    /** A clause for the end of a message, or an empty string if nothing looks mistyped. */
    public static String of(Path path) {
        String written = path.toString();
        if (QUOTED.matcher(written).matches()) {
            return "; remove the quotes, which count as part of the path";
        }
        if (written.endsWith("\r")) {
            return "; remove the carriage return at its end, for example by saving the file with Unix' line ends";
        }
        if (!written.strip().equals(written)) {
            return "; remove the blank at its end, which counts as part of the path";
        }
        if (HOME.matcher(written).matches()) {
            return "; write the home directory in full, since only a shell knows \"~\"";
        }
        if (VARIABLE.matcher(written).matches()) {
            return "; write the directory in full, since only a shell knows variables with \"$\"";
        }
        if (SCHEME.matcher(written).matches()) {
            return "; set a path, not a URL";
        }
        return written.contains("*") ? "; set the path of one file, since \"*\" stands for itself, or set file-selection" : "";
    }
}
