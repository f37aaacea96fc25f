package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.runtime.report.Failures;

/**
 * The starts and stops of one server, which run one after the other, in the order of the calls. For any thread.
 */
final class Transitions {

    private final String server;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Completed when it has stopped for good. Null: it has not been told to. */
    private CompletableFuture<Void> retirement;
    private String retiredSince;

    /** @param server its name, for messages */
    Transitions(String server) {
        this.server = server;
    }

    /** Fails after the retirement. */
    synchronized CompletableFuture<Void> start(Supplier<CompletableFuture<Void>> start) {
        if (retirement != null) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "The tailsrv server \"" + server + "\" can't be started: " + retiredSince));
        }
        return then(start);
    }

    /** After the retirement: completed when that is. */
    synchronized CompletableFuture<Void> stop(Supplier<CompletableFuture<Void>> stop) {
        return retirement == null ? then(stop) : unwrapped(retirement);
    }

    /** Begins the next one when all before it are done, even if they have failed. */
    private CompletableFuture<Void> then(Supplier<CompletableFuture<Void>> next) {
        last = last.handle((done, failed) -> null).thenCompose(ignored -> next.get());
        return unwrapped(last);
    }

    /**
     * The last one. There is no start after it.
     *
     * @param since what has happened, as the end of a message
     */
    synchronized CompletableFuture<Void> retire(Supplier<CompletableFuture<Void>> stop, String since) {
        if (retirement == null) {
            retirement = then(stop);
            retiredSince = since;
        }
        return retirement;
    }

    /** Completed, never with an exception, when there is none under way. */
    synchronized CompletableFuture<Void> done() {
        return last.handle((done, failed) -> null);
    }

    /** Fails with what has failed, not with an exception that wraps it. */
    private static CompletableFuture<Void> unwrapped(CompletableFuture<Void> future) {
        CompletableFuture<Void> unwrapped = new CompletableFuture<>();
        future.whenComplete((done, failed) -> {
            if (failed == null) {
                unwrapped.complete(null);
            } else {
                unwrapped.completeExceptionally(Failures.cause(failed));
            }
        });
        return unwrapped;
    }
}
