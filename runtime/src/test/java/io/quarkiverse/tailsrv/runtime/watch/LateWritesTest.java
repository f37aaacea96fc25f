package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.runtime.directory.FileEvents;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * A renamed file that is still written to, in a directory where much happens.
 */
class LateWritesTest implements FollowerListener {

    private static final FollowerOptions OPTIONS = new FollowerOptions(Duration.ofDays(1), Duration.ofDays(1), Retention.DRAIN);

    @TempDir
    Path directory;

    private FollowerService followers;

    @BeforeEach
    void start() {
        FileEvents.require();
        followers = new FollowerService();
    }

    @AfterEach
    void stop() {
        followers.close();
    }

    @Override
    public void changed() {
        // the test looks for itself
    }

    @Override
    public void ended(FileGeneration generation) {
        // the test looks for itself
    }

    /** Which would be many looks if the directory is a busy one: each event could be about that file. */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void areNoticedWithoutALook(boolean neighbourServed) throws IOException {
        Path link = prepare();
        append("app.log", "old");
        FileFollower follower = follow("app.log");
        await().until(() -> follower.current() != null);
        FileGeneration old = follower.current();
        assertThat(old.retain()).isTrue();
        Files.move(directory.resolve("app.log"), directory.resolve("app.log.1"));
        await().until(() -> follower.current() == null);
        Files.move(directory.resolve("elsewhere").resolve("new"), directory.resolve("app.log"));
        await().until(() -> follower.current() != null);
        FileGeneration current = follower.current();
        if (neighbourServed) {
            append("other.log", "one");
            FileFollower other = follow("other.log");
            await().until(() -> other.current() != null);
            append("other.log", "two");
            await().until(() -> other.current().limit() == 6);
        }
        Files.writeString(link, "NEW", WRITE); // in another directory: there is no event, and the next look will see it
        append("app.log.1", "late");
        await().until(() -> old.limit() == 7);
        assertThat(follower.current()).as("without a look").isSameAs(current);
        append("app.log", "more");
        await().until(() -> follower.current() != current);
        old.release();
    }

    /** A file that has two names in another directory. */
    private Path prepare() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.writeString(elsewhere.resolve("link"), "new");
        Files.createLink(elsewhere.resolve("new"), link);
        return link;
    }

    private FileFollower follow(String name) {
        FileFollower follower = new FileFollower("test", new SingleFile(directory.resolve(name)), OPTIONS, this);
        followers.follow(follower);
        return follower;
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, CREATE, APPEND);
    }
}
