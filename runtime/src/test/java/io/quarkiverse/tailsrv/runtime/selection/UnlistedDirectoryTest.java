package io.quarkiverse.tailsrv.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.ChildJvm;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * A directory that can't be listed for a while.
 */
class UnlistedDirectoryTest {

    @TempDir
    Path directory;

    private Path closed;

    @BeforeEach
    void close() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "needs permissions of files");
        closed = Files.createDirectory(directory.resolve("closed"));
        Files.writeString(closed.resolve("app-1.log"), "one");
        permit(closed, "-wx--x--x");
    }

    private static void permit(Path directory, String permissions) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    @AfterEach
    void open() throws IOException {
        if (closed != null) {
            permit(closed, "rwxr-xr-x");
        }
    }

    /** That it may be read again does not change its time. */
    @Test
    void isListedAtEachLookUntilItCanBe() throws Exception {
        ChildJvm child = new ChildJvm(directory);
        if (Files.isReadable(closed)) { // permissions do not bind root
            assumeTrue(ChildJvm.isRootWith("setpriv"), "needs a user whom permissions bind");
            child.without("dac_override", "dac_read_search");
        }
        List<String> lines = child.run(App.class.getName(), closed.toString());
        assertThat(lines).containsSubsequence("AccessDeniedException", "AccessDeniedException", "app-1.log", "app-2.log",
                "app-3.log", "app-3.log");
        assertThat(lines).filteredOn(line -> line.contains("can't be listed")).singleElement().asString().contains(
                "\"" + closed + "\" can't be listed (permission denied): newer files are found by file events only;");
    }

    /** Run in a JVM of its own. */
    static final class App {

        public static void main(String... arguments) throws IOException {
            Path closed = Path.of(arguments[0]);
            LatestFile source = new LatestFile(
                    FilePattern.of(closed.resolve("app-{latest}.log"), Optional.empty()).orElseThrow());
            look(source);
            look(source);
            permit(closed, "rwxr-xr-x");
            look(source);
            permit(closed, "-wx--x--x");
            lookAt("app-2.log", closed, source);
            lookAt("app-3.log", closed, source);
            permit(closed, "rwxr-xr-x");
            look(source);
            AsyncLog.flush();
        }

        /** An event tells of it, after others were lost. */
        private static void lookAt(String name, Path closed, LatestFile source) throws IOException {
            Files.writeString(closed.resolve(name), "one");
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
