package io.quarkiverse.tailsrv.runtime.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;

import org.junit.jupiter.api.Test;

class DirectoryWatchTest {

    private static final Path OWN = Path.of("app.log");
    private static final Path OTHER = Path.of("other");

    private final DirectoryWatch directory = new DirectoryWatch();

    DirectoryWatchTest() {
        directory.add(new DirectorySubscription(new PathEntry(Path.of("/"), OWN, true), 1, null, null));
    }

    @Test
    void isNoisyOnceThereAreManyUselessEvents() {
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE - 1), false)).isFalse();
        assertThat(directory.isNoisy(events(1), false)).isTrue();
    }

    @Test
    void isWorthItWhileOneOfAHundredIsOfUse() {
        for (int i = 0; i < 200; i++) {
            assertThat(directory.isNoisy(List.of(event(OWN, 1), event(OTHER, 99)), true)).isFalse();
        }
    }

    @Test
    void isNotNoisyWhereAServedFileIsWrittenToOften() {
        assertThat(directory.isNoisy(List.of(event(OWN, 10 * DirectoryWatch.NOISE)), true)).isFalse();
    }

    @Test
    void needsMoreForSeveralFiles() {
        directory.add(directory.subscriptions().get(0));
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE), false)).isFalse();
        assertThat(directory.isNoisy(events(DirectoryWatch.NOISE), false)).isTrue();
    }

    /** An overflow has a look follow, for what was lost; the JDK counts in it what comes then. */
    @Test
    void isNoisyWhereManyEventsAreLost() {
        assertThat(directory.isNoisy(List.of(new Event(OVERFLOW, null, 1)), true)).isFalse();
        assertThat(directory.isNoisy(List.of(new Event(OVERFLOW, null, DirectoryWatch.NOISE)), true)).isTrue();
    }

    private static List<WatchEvent<?>> events(int count) {
        return List.of(event(OTHER, count));
    }

    private static Event event(Path name, int count) {
        return new Event(ENTRY_MODIFY, name, count);
    }

    private record Event(WatchEvent.Kind<?> of, Path context, int count) implements WatchEvent<Path> {

        @Override
        @SuppressWarnings("unchecked")
        public Kind<Path> kind() {
            return (Kind<Path>) of;
        }
    }
}
