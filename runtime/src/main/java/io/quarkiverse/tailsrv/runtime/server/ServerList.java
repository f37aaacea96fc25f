package io.quarkiverse.tailsrv.runtime.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * The servers by name, each name once. A server has its name from before its start, and is shown once its port was open for the
 * first time. For any thread.
 */
final class ServerList {

    private static final AsyncLog ASYNC_LOG = AsyncLog.of(ServerList.class);

    private final Map<String, ManagedServer> entered = new ConcurrentSkipListMap<>();

    // The fields below are guarded by this
    private final Map<String, CompletableFuture<Void>> leaving = new HashMap<>();
    private final List<ServersListener> listeners = new ArrayList<>();
    private boolean closed;

    /**
     * Gives the server its name.
     *
     * @param givenUp whether the server is no longer wanted; it must be so before it is told to leave
     * @return completed, never with an exception, when the last server of that name has stopped: only then may it be started
     * @throws IllegalStateException if there is a server of that name, the list is closed, or the server is no longer wanted
     */
    synchronized CompletableFuture<Void> enter(ManagedServer server, BooleanSupplier givenUp) {
        if (givenUp.getAsBoolean()) {
            throw new IllegalStateException("The addition of the tailsrv server \"" + server.name() + "\" was given up");
        }
        if (closed) {
            throw new IllegalStateException(
                    "The tailsrv server \"" + server.name() + "\" can't be added: the application is about to end");
        }
        checkFree(server.name());
        entered.put(server.name(), server);
        return predecessor(server.name()).handle((stopped, failed) -> null);
    }

    /**
     * @throws IllegalStateException if there is a server of that name
     */
    void checkFree(String name) {
        if (entered.containsKey(name)) {
            throw new IllegalStateException(
                    "There is already a tailsrv server \"" + name + "\"; remove it first, or choose another name");
        }
    }

    private CompletableFuture<Void> predecessor(String name) {
        return leaving.getOrDefault(name, CompletableFuture.completedFuture(null));
    }

    /** The server's port is open. */
    synchronized void opened(ManagedServer server) {
        if (entered.get(server.name()) == server && server.show()) {
            tell(listener -> listener.added(server), server);
        }
    }

    /**
     * Takes the server of that name off the list, and stops it for good.
     *
     * @param only null, or the server that is meant: nothing happens if another one has the name
     * @return completed when it has stopped, or with a {@link java.util.concurrent.TimeoutException} if it does not stop in
     *         time; if there is none, completed when the last server of that name has stopped
     */
    CompletableFuture<Void> leave(String name, ManagedServer only) {
        ManagedServer server;
        CompletableFuture<Void> before;
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        synchronized (this) {
            server = entered.get(name);
            before = predecessor(name);
            if (server == null || only != null && only != server) {
                return before.copy();
            }
            entered.remove(name);
            leaving.put(name, stopped);
            if (server.isShown()) {
                tell(listener -> listener.removed(server), server);
            }
        }
        CompletableFuture<Void> retired = server.retire("it was removed").copy()
                .orTimeout(server.stopMillis(), TimeUnit.MILLISECONDS);
        before.handle((done, failed) -> null).thenCombine(retired, (done, also) -> null)
                .whenComplete((done, failed) -> left(name, stopped, failed));
        return stopped.copy();
    }

    /** Whatever fails in them, the server comes or goes. */
    private void tell(Consumer<ServersListener> news, ManagedServer server) {
        for (ServersListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
                ASYNC_LOG.errorf(e, "%s failed as the tailsrv server \"%s\" came or went; the server itself is not affected",
                        listener.getClass().getSimpleName(), server.name());
            }
        }
    }

    private void left(String name, CompletableFuture<Void> stopped, Throwable failed) {
        synchronized (this) {
            leaving.remove(name, stopped);
        }
        if (failed == null) {
            stopped.complete(null);
        } else {
            stopped.completeExceptionally(failed);
        }
    }

    /** Tells of the servers that are shown now, and then of each change. */
    synchronized void listen(ServersListener listener) {
        listeners.add(listener);
        shown().forEach(listener::added);
    }

    /** No server enters from now on. */
    synchronized void close() {
        closed = true;
    }

    /** Completed when those that have left have stopped, soon after their shutdown timeouts at the latest. */
    synchronized CompletableFuture<Void> departures() {
        return CompletableFuture.allOf(leaving.values().toArray(CompletableFuture[]::new)).handle((done, failed) -> null);
    }

    /** Those that are there, shown or not. */
    List<ManagedServer> all() {
        return List.copyOf(entered.values());
    }

    /** Sorted by name. */
    Stream<ManagedServer> shown() {
        return entered.values().stream().filter(ManagedServer::isShown);
    }

    Optional<ManagedServer> find(String name) {
        return Optional.ofNullable(entered.get(name)).filter(ManagedServer::isShown);
    }
}
