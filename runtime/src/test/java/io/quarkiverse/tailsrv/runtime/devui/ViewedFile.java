package io.quarkiverse.tailsrv.runtime.devui;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * A file that is followed and shown. The tests say when it is looked at, and what the time is.
 */
abstract class ViewedFile implements FollowerListener {

    @TempDir
    Path directory;

    Path file;
    FileFollower follower;
    FileView view;
    boolean stopped;
    final AtomicLong now = new AtomicLong();

    @Override
    public void changed() {
        // the views are asked here
    }

    @Override
    public void ended(FileGeneration generation) {
        // they find out
    }

    @BeforeEach
    void open() {
        file = directory.resolve("app.log");
        follow(Retention.DRAIN);
        view = new FileView(this::retained, this::isServed, now::get);
    }

    void follow(Retention retention) {
        FollowerOptions options = new FollowerOptions(Duration.ofMillis(100), Duration.ofMillis(100), retention);
        follower = new FileFollower("test", new SingleFile(file), options, this);
    }

    private boolean isServed(FileGeneration generation) {
        return !stopped && follower.current() == generation;
    }

    FileGeneration retained() {
        FileGeneration current = stopped ? null : follower.current();
        return current != null && current.retain() ? current : null;
    }

    @AfterEach
    void close() {
        view.close();
        follower.close();
    }

    FileGeneration lookAt() throws IOException {
        look();
        return follower.current();
    }

    Excerpt look() throws IOException {
        follower.look(0, LookTrigger.POLL);
        return view.next();
    }

    void write(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
    }
}
