package io.quarkiverse.tailsrv.runtime.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Which copies are renamed, which are deleted, and what the log says of it.
 */
class CopyNamesTest extends Handler {

    @TempDir
    Path directory;

    private final Logger logger = Logger.getLogger(MirrorRun.class.getPackageName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerDouble server = new ServerDouble();
    private final AtomicReference<TailMirrorProgress> last = new AtomicReference<>();
    private Cancellable run;

    @BeforeEach
    void listen() {
        logger.addHandler(this);
    }

    @AfterEach
    void stop() {
        run.cancel();
        logger.removeHandler(this);
    }

    @Test
    void copiesAreNumbered() throws IOException {
        server.append("old\n");
        start(2);
        awaitCopy("old\n");
        for (String next : List.of("new\n", "newer\n", "newest\n")) {
            server.replace(next);
            awaitCopy(next);
        }
        assertThat(numbered(1)).hasContent("newer\n");
        assertThat(numbered(2)).hasContent("new\n");
        assertThat(numbered(3)).doesNotExist();
        awaitProgress(4, 7);
        assertThat(lines).hasSize(3).first().isEqualTo(
                "The server has another file than \"" + copy() + "\"; the copy is now \"" + numbered(1) + "\"");
        assertThat(lines).last().asString().endsWith(
                "is now \"" + numbered(1) + "\", and what was \"" + numbered(2) + "\" is deleted");
    }

    @Test
    void ifNoneIsKeptACopyIsDeleted() throws IOException {
        server.append("old\n");
        start(0);
        awaitCopy("old\n");
        server.replace("new\n");
        awaitCopy("new\n");
        assertThat(numbered(1)).doesNotExist();
        assertThat(lines).containsExactly(
                "The server has another file than \"" + copy() + "\"; the copy is deleted, as none is kept");
    }

    @Test
    void whatIsNoCopyIsKeptAlsoIfNoneIs() throws IOException {
        Files.writeString(copy(), "not a copy\n");
        server.append("one\n");
        start(0);
        awaitCopy("one\n");
        assertThat(numbered(1)).hasContent("not a copy\n");
        assertThat(lines).singleElement().asString().endsWith("the copy is now \"" + numbered(1) + "\"");
        server.replace("two\n");
        awaitCopy("two\n");
        assertThat(numbered(1)).hasContent("not a copy\n");
    }

    @Test
    void aLongFileThatIsNoCopyIsKeptAlsoIfNoneIs() throws IOException {
        byte[] other = new byte[LocalCopy.MAX_UNSYNCED + 10_000];
        Files.write(copy(), other);
        server.append("one\n");
        start(0);
        awaitCopy("one\n");
        assertThat(numbered(1)).hasBinaryContent(other);
    }

    @Test
    void whatWasAddedByHandIsKeptAlsoIfNoneIs() throws IOException {
        Files.writeString(copy(), "one\nadded by hand\n");
        server.append("one\n");
        start(0);
        awaitProgress(1, 4);
        server.replace("two\n");
        awaitCopy("two\n");
        assertThat(numbered(1)).hasContent("one\nadded by hand\n");
    }

    @Test
    void aGapAmongTheNamesIsFilled() throws IOException {
        Files.writeString(numbered(1), "one");
        Files.writeString(numbered(3), "three");
        rotate(7);
        assertThat(numbered(1)).hasContent("old\n");
        assertThat(numbered(2)).hasContent("one");
        assertThat(numbered(3)).hasContent("three");
    }

    @Test
    void whatHasAHigherNumberThanIsKeptStays() throws IOException {
        for (int number = 1; number <= 3; number++) {
            Files.writeString(numbered(number), "older " + number);
        }
        rotate(2);
        assertThat(numbered(1)).hasContent("old\n");
        assertThat(numbered(2)).hasContent("older 1");
        assertThat(numbered(3)).hasContent("older 3");
    }

    private void rotate(int keep) {
        server.append("old\n");
        start(keep);
        awaitCopy("old\n");
        server.replace("new\n");
        awaitCopy("new\n");
    }

    private void start(int keep) {
        run = new FileMirror(server, copy()).keep(keep).progress().subscribe().with(last::set);
    }

    private Path copy() {
        return directory.resolve("copy.log");
    }

    private Path numbered(int number) {
        return directory.resolve("copy.log." + number);
    }

    private void awaitCopy(String text) {
        await().untilAsserted(() -> assertThat(copy()).hasBinaryContent(text.getBytes(UTF_8)));
    }

    private void awaitProgress(long generation, long length) {
        await().untilAsserted(() -> assertThat(last).hasValue(new TailMirrorProgress(generation, length)));
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(new SimpleFormatter().formatMessage(logged));
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
