package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.ClosedDirectory;
import io.quarkiverse.tailsrv.runtime.directory.FileEvents;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * A directory that may be searched but not read, as others' logs are often kept: its files can be served, without events.
 */
class DeniedDirectoryTest {

    @TempDir
    Path directory;

    private ClosedDirectory closed;

    @BeforeEach
    void close() throws IOException {
        closed = ClosedDirectory.create(directory, "app.log");
    }

    @AfterEach
    void open() throws IOException {
        if (closed != null) {
            closed.allow();
        }
    }

    @Test
    void isServedByThePollAndSaysWhy() throws Exception {
        FileEvents.require();
        List<String> lines = closed.child().run(App.class.getName(), closed.path().resolve("app.log").toString());
        assertThat(lines).filteredOn(line -> line.contains("No events")).singleElement().asString().endsWith("No events of \""
                + closed.path()
                + "\" (permission denied): looked at once per poll-interval instead; let the application's user read"
                + " the directory to have them");
        assertThat(lines).contains("limit 3", "limit 6").noneMatch(line -> line.contains("sysctl"));
    }

    /** Run in a JVM of its own. */
    static final class App implements FollowerListener {

        public static void main(String... arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Duration poll = Duration.ofMillis(50);
            FileFollower follower = new FileFollower("test", new SingleFile(file),
                    new FollowerOptions(poll, poll, Retention.DRAIN), new App());
            FollowerService followers = new FollowerService();
            FollowerSchedule schedule = followers.follow(follower);
            awaitLimit(follower, 3);
            Files.writeString(file, "two", APPEND);
            awaitLimit(follower, 6);
            followers.unfollow(schedule);
            followers.close();
            AsyncLog.flush();
        }

        private static void awaitLimit(FileFollower follower, long limit) {
            await().until(() -> follower.current() != null && follower.current().limit() == limit);
            System.out.println("limit " + limit);
        }

        @Override
        public void changed() {
            // it looks for itself
        }

        @Override
        public void ended(FileGeneration generation) {
            // it looks for itself
        }
    }
}
