package io.quarkiverse.tailsrv.runtime.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * When a poll has to walk the path.
 */
class PathSubscriptionsTest {

    @TempDir
    Path temporary;

    private final DirectoryEvents events = DirectoryEvents.start(Duration.ofDays(1));
    private Path logs;
    private FileDouble file;
    private PathSubscriptions subscriptions;

    /** Stands for what is at the path. */
    private Object current = new Object();

    @BeforeEach
    void subscribe() throws IOException {
        FileEvents.require();
        logs = Files.createDirectory(temporary.toRealPath().resolve("logs"));
        file = new FileDouble(new SingleFile(Files.writeString(logs.resolve("app.log"), "one\n")));
        subscriptions = new PathSubscriptions(file, events);
        subscriptions.cover(file.source());
        assertThat(walks()).as("the first poll").isTrue();
        assertThat(walks()).isFalse();
    }

    @AfterEach
    void end() {
        subscriptions.drop();
        events.close();
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
    void isThePollAfterAnotherFileCame() {
        current = new Object();
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    @Test
    void isEachPollWhileThereIsNoFile() {
        current = null;
        assertThat(walks()).isTrue();
        assertThat(walks()).isTrue();
    }

    @Test
    void isThePollAfterTheDirectoryWasReplacedAndTheFileWasNot() throws IOException {
        Path before = Files.move(logs, logs.resolveSibling("before"));
        Files.createDirectory(logs);
        Files.createLink(logs.resolve("app.log"), before.resolve("app.log"));
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
        boolean due = subscriptions.isWalkDue(current);
        if (due) {
            subscriptions.cover(file.source());
        }
        return due;
    }
}
