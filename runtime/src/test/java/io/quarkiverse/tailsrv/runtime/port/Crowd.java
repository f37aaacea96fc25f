package io.quarkiverse.tailsrv.runtime.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many clients, several of them at a time.
 */
final class Crowd {

    /** What a client does, from its connecting to its end. */
    interface Client {

        void come() throws Exception;
    }

    private Crowd() {
    }

    /** @return why clients failed */
    static List<Throwable> failures(int count, int atATime, Client client) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            Callable<Void> visit = () -> {
                client.come();
                return null;
            };
            return failures(threads.invokeAll(Collections.nCopies(count, visit)));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Throwable> failures(List<Future<Void>> visits) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        for (Future<Void> visit : visits) {
            try {
                visit.get();
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }
}
