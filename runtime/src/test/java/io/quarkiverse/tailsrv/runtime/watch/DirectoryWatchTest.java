package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;

import org.junit.jupiter.api.Test;

class DirectoryWatchTest {

    private static final Path OTHER = Path.of("other");

    private final DirectoryWatch directory = new DirectoryWatch();

    DirectoryWatchTest() {
        directory.subscriptions
                .add(new DirectorySubscription(new PathEntry(Path.of("/"), Path.of("app.log"), true), 1, null, null));
    }

    @Test
    void isNoisyOnceThereAreManyUselessEvents() {
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE - 1), false)).isFalse();
        assertThat(directory.isNoisy(events(1), false)).isTrue();
    }

    @Test
    void isWorthItWhileOneOfAHundredIsOfUse() {
        for (int i = 0; i < 200; i++) {
            assertThat(directory.isNoisy(events(99), true)).isFalse();
        }
    }

    @Test
    void needsMoreForSeveralFiles() {
        directory.subscriptions.addAll(List.copyOf(directory.subscriptions));
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE), false)).isFalse();
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE), false)).isTrue();
    }

    /** An overflow has a look follow, for what was lost, but tells of hundreds of events. */
    @Test
    void isNoisyWhereEventsAreLost() {
        boolean noisy = false;
        for (int i = 0; i < 10; i++) {
            noisy |= directory.isNoisy(List.of(new Event(OVERFLOW, 1)), true);
        }
        assertThat(noisy).isTrue();
    }

    private static List<WatchEvent<?>> events(int count) {
        return List.of(new Event(ENTRY_MODIFY, count));
    }

    private record Event(WatchEvent.Kind<?> of, int count) implements WatchEvent<Path> {

        @Override
        @SuppressWarnings("unchecked")
        public Kind<Path> kind() {
            return (Kind<Path>) of;
        }

        @Override
        public Path context() {
            return OTHER;
        }
    }
}
