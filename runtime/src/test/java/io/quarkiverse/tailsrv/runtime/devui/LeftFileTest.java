package io.quarkiverse.tailsrv.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.Retention;

/**
 * A file that is no longer served, and has not ended.
 */
class LeftFileTest extends ViewedFile {

    @Test
    void leavesAFileThatLingers() throws IOException {
        follow(Retention.KEEP);
        write("one\n");
        look();
        Files.move(file, directory.resolve("app.log.1"));
        write("new\n");
        assertThat(look().over()).isFalse();
        now.addAndGet(FileView.QUIET_NANOS);
        assertThat(look().over()).isFalse();
        now.incrementAndGet();
        Excerpt last = look();
        assertThat(last.over()).isTrue();
        assertThat(last.cause()).isNull();
        assertThat(look().lines()).containsExactly("new");
    }

    @Test
    void goesOnWithAFileThatIsMovedAwayAndBack() throws IOException {
        follow(Retention.KEEP);
        write("one\ntw");
        look();
        FileGeneration lingering = retained(); // by a client
        Path away = Files.move(file, directory.resolve("app.log.1"));
        look();
        now.addAndGet(FileView.QUIET_NANOS + 1);
        Excerpt last = look();
        assertThat(last.over()).isTrue();
        assertThat(last.lines()).containsExactly("tw");
        Files.move(away, file);
        Excerpt back = look();
        assertThat(follower.current()).isSameAs(lingering);
        assertThat(back.lines()).isEmpty();
        assertThat(back.unfinished()).isEmpty();
        write("o\nthree\n");
        Excerpt next = look();
        assertThat(next.lines()).containsExactly("o", "three");
        assertThat(next.skipped()).isZero();
        lingering.release();
    }

    @Test
    void beginsAgainWithTheFirstFileOfAnotherServer() throws IOException {
        write("one\n");
        look();
        stopped = true;
        look();
        now.addAndGet(FileView.QUIET_NANOS + 1);
        assertThat(look().over()).isTrue();
        follower.close();
        stopped = false;
        follow(Retention.DRAIN);
        Excerpt first = look();
        assertThat(first.generation()).as("as before").isEqualTo(1);
        assertThat(first.lines()).containsExactly("one");
    }

    @Test
    void leavesTheFileOfAServerThatStops() throws IOException {
        write("one\n");
        FileGeneration generation = lookAt();
        stopped = true;
        assertThat(view.next().over()).isFalse();
        now.addAndGet(FileView.QUIET_NANOS + 1);
        assertThat(view.next().over()).isTrue();
        follower.close();
        await().until(() -> !generation.channel().isOpen());
        assertThat(view.next()).isEqualTo(Excerpt.NOTHING);
    }
}
