package io.quarkiverse.tailsrv.runtime.directory;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.Watchable;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

class DirectorySubscriptionTest {

    private static final WatchKey VALID = new WatchKey() {
        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public List<WatchEvent<?>> pollEvents() {
            return List.of();
        }

        @Override
        public boolean reset() {
            return true;
        }

        @Override
        public void cancel() {
            // nothing is watched
        }

        @Override
        public Watchable watchable() {
            return null;
        }
    };

    private final WatchedFile file = new FileDouble(new SingleFile(Path.of("app.log")));

    private record Event<T>(WatchEvent.Kind<T> kind, T context, int count) implements WatchEvent<T> {
    }

    @Test
    void coversADirectoryWhoseFileSystemHasNoKeys() {
        PathEntry entry = new PathEntry(Path.of("/var/log"), Path.of("app.log"), true);
        assertThat(new DirectorySubscription(entry, null, VALID, file).covers(entry, null)).isTrue();
        assertThat(new DirectorySubscription(entry, "key", VALID, file).covers(entry, "key")).isTrue();
        assertThat(new DirectorySubscription(entry, "key", VALID, file).covers(entry, "other key")).isFalse();
    }

    @Test
    void countsWhatHasComeToItsName() {
        List<WatchEvent<?>> events = List.of(event(ENTRY_CREATE, "app.log"), event(ENTRY_DELETE, "app.log"),
                event(ENTRY_CREATE, "app.log.1"), event(ENTRY_CREATE, "app.log"), event(ENTRY_MODIFY, "app.log"));
        assertThat(watch(true).creations(events)).isEqualTo(2);
        assertThat(watch(false).creations(events)).as("a link on the way").isZero();
    }

    @Test
    void tellsWritesFromAllElse() {
        DirectorySubscription watch = watch(true);
        assertThat(watch.areWrites(List.of(event(ENTRY_MODIFY, "app.log")))).isTrue();
        assertThat(watch(false).areWrites(List.of(event(ENTRY_MODIFY, "app.log")))).as("of a link on the way").isFalse();
        assertThat(watch.areWrites(List.of(new Event<>(ENTRY_MODIFY, Path.of("app.log"), 2)))).as("two").isTrue();
        assertThat(watch.areWrites(List.of(event(ENTRY_MODIFY, "app.log"), event(ENTRY_MODIFY, "app.log")))).isTrue();
        assertThat(watch.areWrites(List.of(event(ENTRY_MODIFY, "app.log"), event(ENTRY_DELETE, "app.log")))).isFalse();
        assertThat(watch.areWrites(List.of(event(ENTRY_CREATE, "app.log")))).isFalse();
        assertThat(watch.areWrites(List.of(event(ENTRY_MODIFY, "other.log")))).isFalse();
        assertThat(watch.areWrites(List.of(new Event<>(OVERFLOW, null, 1)))).isFalse();
        assertThat(watch.areWrites(List.of())).isFalse();
    }

    private DirectorySubscription watch(boolean isFile) {
        return new DirectorySubscription(new PathEntry(Path.of("/var/log"), Path.of("app.log"), isFile), "key", null, file);
    }

    private static WatchEvent<Path> event(WatchEvent.Kind<Path> kind, String name) {
        return new Event<>(kind, Path.of(name), 1);
    }
}
