package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which classes the JVM of a packaged application has loaded so far, as the JVM itself logs them.
 */
public final class LoadedClasses {

    private final Path log;

    /** Of the application that a test has packaged. */
    public LoadedClasses(Class<?> test) {
        log = GrowingFile.of(test).sibling("classes.log").path();
    }

    /** What to start that JVM with. */
    public List<String> arguments() {
        return List.of("-Xlog:class+load:file=" + log + "::filecount=0");
    }

    public List<String> in(String packagePrefix) {
        try (var lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
                    .filter(name -> name.startsWith(packagePrefix + '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
