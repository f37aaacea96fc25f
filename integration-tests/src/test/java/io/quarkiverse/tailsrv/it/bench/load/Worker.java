package io.quarkiverse.tailsrv.it.bench.load;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A thread that does one thing beside the one that measures.
 */
final class Worker<T> {

    private final FutureTask<T> task;

    private Worker(Callable<T> work) {
        this.task = new FutureTask<>(work);
    }

    static <T> Worker<T> start(String name, Callable<T> work) {
        Worker<T> worker = new Worker<>(work);
        Thread thread = new Thread(worker.task, name);
        thread.setDaemon(true);
        thread.start();
        return worker;
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Waits for it. */
    T result() {
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
