package io.quarkiverse.tailsrv.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.ClosedDirectory;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * A directory that can't be listed for a while.
 */
class UnlistedDirectoryTest {

    @TempDir
    Path directory;

    private ClosedDirectory closed;

    @BeforeEach
    void close() throws IOException {
        closed = ClosedDirectory.create(directory, "app-1.log");
    }

    @AfterEach
    void open() throws IOException {
        if (closed != null) {
            closed.allow();
        }
    }

    /** That it may be read again does not change its time. */
    @Test
    void isListedAtEachLookUntilItCanBe() throws Exception {
        List<String> lines = closed.child().run(App.class.getName(), closed.path().toString());
        assertThat(lines).containsSubsequence("AccessDeniedException", "AccessDeniedException", "app-1.log", "app-2.log",
                "app-3.log", "app-3.log");
        assertThat(lines).filteredOn(line -> line.contains("can't be listed")).singleElement().asString().contains(
                "\"" + closed.path() + "\" can't be listed (permission denied): newer files are found by file events only;");
    }

    /** Run in a JVM of its own. */
    static final class App {

        public static void main(String... arguments) throws IOException {
            ClosedDirectory closed = new ClosedDirectory(Path.of(arguments[0]));
            LatestFile source = new LatestFile(
                    FilePattern.of(closed.path().resolve("app-{latest}.log"), Optional.empty()).orElseThrow());
            look(source);
            look(source);
            closed.allow();
            look(source);
            closed.forbid();
            lookAt("app-2.log", closed, source);
            lookAt("app-3.log", closed, source);
            closed.allow();
            look(source);
            AsyncLog.flush();
        }

        /** An event tells of it, after others were lost. */
        private static void lookAt(String name, ClosedDirectory closed, LatestFile source) throws IOException {
            Files.writeString(closed.path().resolve(name), "one");
            source.eventsLost();
            source.noticed(Path.of(name));
            look(source);
        }

        private static void look(LatestFile source) {
            try {
                System.out.println(source.choose().getFileName());
            } catch (IOException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
    }
}
