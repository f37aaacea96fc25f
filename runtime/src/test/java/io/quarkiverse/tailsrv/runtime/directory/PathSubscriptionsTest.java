package io.quarkiverse.tailsrv.runtime.directory;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    void isThePollAfterAnotherFileCame() throws IOException {
        Files.writeString(logs.resolve("next.log"), "next\n");
        Files.move(logs.resolve("next.log"), logs.resolve("app.log"), REPLACE_EXISTING);
        current = new Object();
        assertThat(walks()).isTrue();
        assertThat(walks()).isFalse();
    }

    @Test
    void isEachPollWhileThereIsNoFile() throws IOException {
        Files.delete(logs.resolve("app.log"));
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

    /** Though the thread that takes the events keeps the file of the last ones in mind. */
    @Test
    void keepNothingOfAFileThatIsNotFollowedAnyMore() throws IOException {
        Path path = file.source().path();
        for (int i = 1; i <= 3; i++) {
            int before = file.noticed();
            Files.writeString(path, "more\n", StandardOpenOption.APPEND);
            await().until(() -> file.noticed() > before);
        }
        subscriptions.drop();
        WeakReference<FileDouble> forgotten = new WeakReference<>(file);
        file = null;
        subscriptions = new PathSubscriptions(null, events);
        await().until(() -> {
            System.gc();
            return forgotten.get() == null;
        });
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
