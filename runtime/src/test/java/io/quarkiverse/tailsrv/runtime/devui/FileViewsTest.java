package io.quarkiverse.tailsrv.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileViewsTest {

    private final HandTurnedTimer timer = new HandTurnedTimer();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void keepsAView() {
        FileViews views = new FileViews(timer, Duration.ofHours(1).toNanos());
        FileView view = get(views, "one");
        assertThat(get(views, "one")).isSameAs(view);
        timer.turn();
        assertThat(get(views, "one")).as("asked within the hour").isSameAs(view);
        assertThat(get(views, "two")).isNotSameAs(view);
        assertThat(created).hasValue(2);
    }

    @Test
    void forgetsAViewThatIsNotAskedAnyMore() {
        FileViews views = new FileViews(timer, 0);
        FileView view = get(views, "one");
        timer.turn();
        assertThat(timer.tasks).isEmpty();
        assertHasLetGo(view);
        assertThat(get(views, "one")).isNotSameAs(view);
    }

    @Test
    void forgetsAllInTheEnd() {
        FileViews views = new FileViews(timer, Duration.ofHours(1).toNanos());
        FileView view = get(views, "one");
        views.close();
        assertHasLetGo(view);
        timer.turn();
        assertThat(timer.tasks).as("nothing left to look after").isEmpty();
        assertHasLetGo(get(views, "late"));
    }

    /** It asks for no file any more. */
    private void assertHasLetGo(FileView view) {
        assertThat(view.next()).isEqualTo(Excerpt.NOTHING);
        assertThat(asked).hasValue(0);
    }

    private FileView get(FileViews views, String name) {
        return views.get(name, () -> {
            created.incrementAndGet();
            return new FileView(() -> {
                asked.incrementAndGet();
                return null;
            }, generation -> false, System::nanoTime);
        });
    }

    /** Runs what is scheduled when it is told to. */
    private static final class HandTurnedTimer extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> tasks = new ArrayDeque<>();

        private HandTurnedTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.add(task);
            return null;
        }

        private void turn() {
            tasks.remove().run();
        }
    }
}
