package io.quarkiverse.tailsrv.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is withdrawn while a task hangs.
 */
class OnDemandThreadTest {

    private static final int MANY = 20_000;

    private final OnDemandThread thread = new OnDemandThread("test");
    private final CompletableFuture<Void> alive = new CompletableFuture<>();
    private final AtomicInteger examined = new AtomicInteger();
    private final List<Integer> run = Collections.synchronizedList(new ArrayList<>());

    private final class Task extends WithdrawableTask {

        Task(int number) {
            super(() -> run.add(number));
        }

        @Override
        boolean isOver() {
            examined.incrementAndGet();
            return super.isOver();
        }
    }

    @AfterEach
    void end() {
        alive.complete(null);
        thread.close();
    }

    @Test
    void isNotLookedForInTheWholeQueueEachTime() {
        List<Task> tasks = hangBefore(MANY);
        for (int i = MANY - 1; i >= 0; i--) {
            assertThat(thread.withdraw(tasks.get(i))).isTrue();
        }
        assertThat(examined.get()).isLessThan(4 * MANY);
        assertThat(thread.waiting()).isLessThanOrEqualTo(OnDemandThread.MAX_WITHDRAWN);
    }

    @Test
    void doesNotPileUpWhereOthersComeAndGo() {
        hangBefore(10);
        for (int i = 0; i < MANY; i++) {
            Task task = new Task(i);
            thread.execute(task);
            thread.withdraw(task);
            assertThat(thread.waiting()).isLessThanOrEqualTo(10 + OnDemandThread.MAX_WITHDRAWN + 1);
        }
        assertThat(examined.get()).isLessThan(4 * MANY);
    }

    @Test
    void isNotRunAndAllElseIs() {
        List<Task> tasks = hangBefore(200);
        for (int i = 0; i < 200; i += 2) {
            assertThat(thread.withdraw(tasks.get(i))).isTrue();
            assertThat(thread.withdraw(tasks.get(i))).isFalse();
        }
        alive.complete(null);
        await().until(() -> run.size() == 100);
        assertThat(run).allMatch(number -> number % 2 == 1).isSorted();
        assertThat(thread.withdraw(tasks.get(1))).isFalse();
    }

    private List<Task> hangBefore(int count) {
        thread.execute(alive::join);
        await().until(() -> thread.waiting() == 0);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new Task(i));
            thread.execute(tasks.get(i));
        }
        return tasks;
    }
}
