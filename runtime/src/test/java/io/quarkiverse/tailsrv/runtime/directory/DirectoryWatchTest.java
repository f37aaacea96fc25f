package io.quarkiverse.tailsrv.runtime.directory;

import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.selection.FilePattern;
import io.quarkiverse.tailsrv.runtime.selection.LatestFile;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

class DirectoryWatchTest {

    private static final Path OWN = Path.of("app.log");
    private static final Path OTHER = Path.of("other");

    private final DirectoryWatch directory = new DirectoryWatch();

    private final DirectorySubscription first = subscribe(OWN);
    private final List<Map.Entry<DirectorySubscription, List<WatchEvent<?>>>> told = new ArrayList<>();

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

    @Test
    void tellsEachNameOfItsOwnEvents() {
        DirectorySubscription another = subscribe(Path.of("other.log"));
        DirectorySubscription same = subscribe(OWN);
        List<WatchEvent<?>> events = List.of(event(OWN, 1), event(OTHER, 1), new Event(ENTRY_DELETE, OWN, 1));
        assertThat(directory.tell(events, this::told)).isTrue();
        List<WatchEvent<?>> own = List.of(events.get(0), events.get(2));
        assertThat(told).containsExactlyInAnyOrder(Map.entry(first, own), Map.entry(same, own));

        told.clear();
        assertThat(directory.tell(List.of(event(another.entry().name(), 1)), this::told)).isTrue();
        assertThat(told).containsExactly(Map.entry(another, List.of(event(another.entry().name(), 1))));
    }

    @Test
    void tellsNobodyOfOtherNames() {
        assertThat(directory.tell(events(1), this::told)).isFalse();
        assertThat(directory.tell(List.of(event(OTHER, 1), event(Path.of("third"), 1)), this::told)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void tellsAllIfEventsAreLost() {
        DirectorySubscription another = subscribe(Path.of("other.log"));
        List<WatchEvent<?>> events = List.of(event(OWN, 1), new Event(OVERFLOW, null, 1), event(OTHER, 1));
        assertThat(directory.tell(events, this::told)).isTrue();
        assertThat(told).containsExactlyInAnyOrder(Map.entry(first, events), Map.entry(another, events));
        assertThat(directory.tell(List.of(new Event(OVERFLOW, null, 1)), this::told)).isTrue();
    }

    @Test
    void tellsNobodyWhoHasGone() {
        DirectorySubscription same = subscribe(OWN);
        directory.remove(first);
        directory.tell(List.of(event(OWN, 1)), this::told);
        assertThat(told).containsExactly(Map.entry(same, List.of(event(OWN, 1))));
        directory.remove(same);
        assertThat(directory.tell(List.of(event(OWN, 1)), this::told)).isFalse();
        assertThat(directory.subscriptions()).isEmpty();
    }

    @Test
    void tellsAPatternOfAllNamesThatMayBeNewer() {
        FilePattern pattern = FilePattern.of(Path.of("/app-{latest}.log"), Optional.empty()).orElseThrow();
        DirectorySubscription newest = new DirectorySubscription(
                new PathEntry(Path.of("/"), pattern.path().getFileName(), false, true), 1, null,
                new FileDouble(new LatestFile(pattern)));
        directory.add(newest);
        List<WatchEvent<?>> events = List.of(event(OTHER, 1), event(Path.of("app-1.log"), 1));
        assertThat(directory.tell(events, this::told)).isTrue();
        assertThat(told).containsExactly(Map.entry(newest, events));

        told.clear();
        assertThat(directory.tell(events(1), this::told)).isFalse();
        directory.remove(newest);
        assertThat(directory.tell(events, this::told)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void knowsWhoStillFollowsARenamedFile() {
        DirectorySubscription draining = subscribe(OTHER);
        assertThat(directory.draining()).isEmpty();
        directory.drain(draining, true);
        directory.draining().clear(); // the caller's own
        assertThat(directory.draining()).containsExactly(draining.file());
        directory.drain(draining, false);
        assertThat(directory.draining()).isEmpty();

        directory.drain(draining, true);
        directory.remove(draining);
        assertThat(directory.draining()).as("of who has gone").isEmpty();
    }

    private DirectorySubscription subscribe(Path name) {
        DirectorySubscription subscription = new DirectorySubscription(new PathEntry(Path.of("/"), name, true),
                directory.subscriptions().size(), null, new FileDouble(new SingleFile(name)));
        directory.add(subscription);
        return subscription;
    }

    private void told(DirectorySubscription subscription, List<WatchEvent<?>> events) {
        told.add(Map.entry(subscription, events));
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
