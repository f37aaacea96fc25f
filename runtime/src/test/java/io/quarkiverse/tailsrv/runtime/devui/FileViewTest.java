package io.quarkiverse.tailsrv.runtime.devui;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;

class FileViewTest extends ViewedFile {

    @Test
    void waitsForTheFile() throws IOException {
        assertThat(look()).isEqualTo(Excerpt.NOTHING);
        write("one\n");
        assertThat(look().lines()).containsExactly("one");
    }

    @Test
    void beginsWithTheLastLines() throws IOException {
        List<String> lines = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        write(String.join("\n", lines) + "\n");
        Excerpt excerpt = look();
        assertThat(excerpt.lines()).isEqualTo(lines.subList(1000 - FileView.FIRST_LINES, 1000));
        assertThat(excerpt.generation()).isEqualTo(1);
        assertThat(excerpt.skipped()).isZero();
    }

    @Test
    void beginsWithAWholeLine() throws IOException {
        write("x".repeat(FileView.MAX_BYTES) + "\nlast\n");
        assertThat(look().lines()).containsExactly("last");
    }

    @Test
    void readsOnlyWhatIsNew() throws IOException {
        write("one\ntw");
        assertThat(look().unfinished()).isEqualTo("tw");
        write("o\nthree\n");
        assertThat(look().lines()).containsExactly("two", "three");
        assertThat(look().lines()).isEmpty();
    }

    @Test
    void leavesOutWhatComesTooFast() throws IOException {
        write("one\n");
        look();
        write(("0123456789abcde\n").repeat(FileView.MAX_BYTES / 8));
        write("last\n");
        Excerpt excerpt = look();
        assertThat(excerpt.lines()).endsWith("0123456789abcde", "last").contains("0123456789abcde", "last")
                .doesNotContain("one");
        long shown = excerpt.lines().stream().mapToLong(line -> line.length() + 1).sum();
        assertThat(shown).isLessThanOrEqualTo(FileView.MAX_BYTES);
        assertThat(excerpt.skipped()).isEqualTo(Files.size(file) - 4 - shown);
    }

    @Test
    void showsALineThatDoesNotEnd() throws IOException {
        write("one\n");
        look();
        write("x".repeat(FileView.MAX_BYTES));
        assertThat(look().lines()).singleElement().asString().startsWith("xxx").endsWith(" more bytes");
        write("y\n");
        assertThat(look().lines()).containsExactly("y");
    }

    @Test
    void readsARotatedFileToItsEnd() throws IOException {
        write("one\n");
        look();
        now.addAndGet(10 * FileView.QUIET_NANOS); // it has been quiet for long
        Path renamed = Files.move(file, directory.resolve("app.log.1"));
        Files.writeString(renamed, "late", APPEND);
        write("new\n");
        await().until(() -> {
            Excerpt excerpt = look();
            assertThat(excerpt.generation()).isEqualTo(1);
            if (excerpt.over()) {
                assertThat(excerpt.lines()).containsExactly("late");
                assertThat(excerpt.cause()).isEqualTo("REPLACED");
            }
            return excerpt.over();
        });
        Excerpt excerpt = look();
        assertThat(excerpt.generation()).isEqualTo(2);
        assertThat(excerpt.lines()).containsExactly("new");
    }

    @Test
    void saysWhatCanNotBeRead() throws IOException {
        write("one\n");
        FileGeneration generation = lookAt();
        write("two\n");
        follower.look(0, LookTrigger.POLL);
        generation.channel().close(); // as on a bad disk
        Excerpt excerpt = view.next();
        assertThat(excerpt.problem()).isNotEmpty();
        assertThat(excerpt.over()).isFalse();
        stopped = true;
        view.next();
        now.addAndGet(FileView.QUIET_NANOS + 1);
        Excerpt last = view.next();
        assertThat(last.problem()).isNotEmpty();
        assertThat(last.over()).as("no file is kept for ever").isTrue();
        assertThat(view.next()).isEqualTo(Excerpt.NOTHING);
    }

    @Test
    void keepsWhatWasReadOfALineThatIsCutOff() throws IOException {
        write("one\ntw");
        assertThat(look().unfinished()).isEqualTo("tw");
        Files.writeString(file, "x");
        Excerpt doubted = look();
        assertThat(doubted.unfinished()).isEqualTo("tw");
        assertThat(doubted.over()).isFalse();
        await().until(() -> {
            Excerpt excerpt = look();
            assertThat(excerpt.over() ? excerpt.lines() : List.of(excerpt.unfinished())).containsExactly("tw");
            return excerpt.over();
        });
    }

    @Test
    void leavesNothingOutOfWhatComesAfterItHasBegun() throws IOException {
        write("");
        assertThat(look().lines()).isEmpty();
        write("line\n".repeat(2 * FileView.FIRST_LINES));
        assertThat(look().lines()).hasSize(2 * FileView.FIRST_LINES);
    }

    @Test
    void skipsNothingOfAFileThatItBeginsWith() throws IOException {
        write("one\n");
        look();
        Files.move(file, directory.resolve("app.log.1"));
        write("0123456789abcde\n".repeat(FileView.MAX_BYTES / 16));
        await().until(() -> look().over());
        Excerpt next = look();
        assertThat(next.skipped()).isZero();
        assertThat(next.lines()).hasSize(FileView.MAX_BYTES / 16);
    }

    /** Or else a page that asks again and again would take one thread after the other. */
    @Test
    void keepsOneThreadOnlyWaiting() throws Exception {
        write("one\n");
        follower.look(0, LookTrigger.POLL);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        FileView slow = new FileView(() -> {
            asked.countDown();
            assertThatCode(() -> answers.await(1, TimeUnit.MINUTES)).doesNotThrowAnyException();
            return retained();
        }, generation -> true, now::get);
        CompletableFuture<Excerpt> first = CompletableFuture.supplyAsync(slow::next);
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(slow.next().problem()).contains("has not answered yet");
        slow.close(); // which does not wait either
        answers.countDown();
        assertThat(first.get().lines()).containsExactly("one");
        FileGeneration generation = follower.current();
        follower.close();
        await().until(() -> !generation.channel().isOpen());
        assertThat(slow.next()).isEqualTo(Excerpt.NOTHING);
    }

    @Test
    void letsGoOfTheFile() throws IOException {
        write("one\n");
        FileGeneration generation = lookAt();
        follower.close();
        assertThat(generation.channel().isOpen()).isTrue();
        view.close();
        await().until(() -> !generation.channel().isOpen());
    }
}
