package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.directory.DirectoryEvents;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * When a poll has to walk the path.
 */
class PathSubscriptionsTest {

    private static final Duration NEVER = Duration.ofDays(1);

    /** The looks are taken by the test. */
    private static final Executor NO_THREAD = task -> {
    };

    @TempDir
    Path temporary;

    private final ScheduledExecutorService poller = Executors.newScheduledThreadPool(1);
    private final DirectoryEvents directories = DirectoryEvents.start(NEVER);
    private Path logs;
    private FileFollower follower;
    private PathSubscriptions subscriptions;

    @BeforeEach
    void subscribe() throws IOException {
        FileEvents.require();
        logs = Files.createDirectory(temporary.toRealPath().resolve("logs"));
        Files.writeString(logs.resolve("app.log"), "one\n");
        follow(logs.resolve("app.log"));
        assertThat(walks()).as("the first poll").isTrue();
        assertThat(walks()).isFalse();
    }

    private void follow(Path path) {
        FollowerOptions options = new FollowerOptions(NEVER, NEVER, Retention.DRAIN);
        follower = new FileFollower("test", new SingleFile(path), options, FollowerScheduleTest.NOBODY);
        FollowerSchedule schedule = new FollowerSchedule(follower, directories, poller, NO_THREAD);
        subscriptions = new PathSubscriptions(schedule, directories);
        look();
        subscriptions.cover(follower.source());
    }

    @AfterEach
    void end() {
        subscriptions.drop();
        directories.close();
        poller.shutdown();
        follower.close();
    }

    @Test
    void isEachTenthPoll() {
        for (int poll = 2; poll < 10; poll++) {
            assertThat(walks()).as("poll %d", poll).isFalse();
        }
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    @Test
    void isThePollAfterAnotherFileCame() throws IOException {
        FileGeneration before = follower.current();
        Files.writeString(logs.resolve("next.log"), "next\n");
        Files.move(logs.resolve("next.log"), logs.resolve("app.log"), REPLACE_EXISTING);
        look();
        assertThat(follower.current()).isNotSameAs(before);
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    @Test
    void isEachPollWhileThereIsNoFile() throws IOException {
        Files.delete(logs.resolve("app.log"));
        look();
        assertThat(walks()).isTrue();
        assertThat(walks()).isTrue();
    }

    @Test
    void isThePollAfterTheDirectoryWasReplacedAndTheFileWasNot() throws IOException {
        Path before = Files.move(logs, logs.resolveSibling("before"));
        Files.createDirectory(logs);
        Files.createLink(logs.resolve("app.log"), before.resolve("app.log"));
        look();
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    @Test
    void isThePollAfterAFileWasCreatedAtThePath() {
        subscriptions.walkSoon();
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    /** As a poll does. */
    private boolean walks() {
        boolean due = subscriptions.isWalkDue(follower.current());
        if (due) {
            subscriptions.cover(follower.source());
        }
        return due;
    }

    private void look() {
        follower.look(0, LookTrigger.POLL);
    }
}
