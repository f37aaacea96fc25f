package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.thread.FreeThreads;

/**
 * Adds servers while the application runs. For any thread.
 */
final class Additions {

    /** How long it may take. */
    static final int SECONDS = 10;

    private final ServerList servers;
    private final BiFunction<String, TailServerCustomizer, ManagedServer> factory;

    /**
     * @param factory makes a server that is not started yet; may block
     */
    Additions(ServerList servers, BiFunction<String, TailServerCustomizer, ManagedServer> factory) {
        this.servers = servers;
        this.factory = factory;
    }

    /**
     * @return completed when the server is there. If it fails, also with a {@link java.util.concurrent.TimeoutException} or
     *         since it was cancelled, the server is stopped, and its name is free before others are told.
     */
    CompletableFuture<TailServer> add(String name, TailServerCustomizer customizer) {
        CompletableFuture<ManagedServer> made = new CompletableFuture<>();
        CompletableFuture<TailServer> started = new CompletableFuture<>();
        Runnable withdrawal = () -> made.thenAccept(server -> servers.leave(name, server));
        CompletableFuture<TailServer> added = started.orTimeout(SECONDS, TimeUnit.SECONDS).whenComplete((server, failed) -> {
            if (failed != null) {
                withdrawal.run();
            }
        });
        added.whenComplete((server, failed) -> {
            if (failed != null) { // perhaps since it was cancelled itself: then the above is not called
                started.cancel(false);
                withdrawal.run();
            }
        });
        FreeThreads.CONTROL.execute(() -> {
            try {
                servers.checkFree(name); // before the customizer, which may do things for its server, is called
                ManagedServer server = factory.apply(name, customizer);
                made.complete(server); // before it enters, so that who gives up from now on finds it
                start(server, servers.enter(server, started::isDone), started);
            } catch (Throwable e) { // of the customizer, too, which Kotlin lets throw anything
                started.completeExceptionally(e);
            }
        });
        return added;
    }

    private static void start(ManagedServer server, CompletableFuture<Void> free, CompletableFuture<TailServer> started) {
        free.thenCompose(done -> server.start()).thenCompose(done -> server.announced()).whenComplete((done, failed) -> {
            if (failed == null) {
                started.complete(server);
            } else {
                started.completeExceptionally(Failures.cause(failed));
            }
        });
    }
}
