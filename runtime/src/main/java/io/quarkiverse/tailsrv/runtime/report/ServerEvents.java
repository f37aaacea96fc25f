package io.quarkiverse.tailsrv.runtime.report;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailConnectionOpened;
import io.quarkiverse.tailsrv.TailConnectionsRefused;
import io.quarkiverse.tailsrv.TailFileFound;
import io.quarkiverse.tailsrv.TailFileLost;
import io.quarkiverse.tailsrv.TailFileRotated;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerFull;
import io.quarkiverse.tailsrv.TailServerStarted;
import io.quarkiverse.tailsrv.TailServerStopped;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Fires the application's events about one server.
 */
public final class ServerEvents {

    private static final AsyncLog LOG = AsyncLog.of(ServerEvents.class);

    private final TailServer server;
    private final Consumer<Object> observers;
    private final Episodes failures = new Episodes();
    private final Refusals refusals = new Refusals(this::refused);

    /**
     * @param observers receives events on any thread, and returns at once
     */
    public ServerEvents(TailServer server, Consumer<Object> observers) {
        this.server = server;
        this.observers = observers;
    }

    public void started() {
        tell(new TailServerStarted(server));
    }

    public void stopped() {
        refusals.flush();
        tell(new TailServerStopped(server));
    }

    public void opened(TailConnection connection) {
        tell(new TailConnectionOpened(server, connection));
    }

    public void closed(TailConnection connection, CloseReason reason) {
        tell(new TailConnectionClosed(server, connection, reason));
    }

    /** @param client may be null if its address is not known any more */
    public void refused(RefusalReason reason, InetSocketAddress client) {
        refusals.add(reason, client);
    }

    private void refused(RefusalReason reason, InetSocketAddress last, long count) {
        tell(new TailConnectionsRefused(server, reason, last, count));
    }

    /** @param connections how many are open, and more may not be */
    public void full(int connections) {
        tell(new TailServerFull(server, connections));
    }

    public void found(Path file, FileGeneration generation) {
        tell(new TailFileFound(server, file, generation.number(), generation.limit()));
    }

    public void lost(Path file, RotationCause cause, FileGeneration generation) {
        tell(new TailFileLost(server, file, cause, generation.number(), generation.limit()));
    }

    public void rotated(RotationCause cause, Path oldFile, FileGeneration before, Path newFile, FileGeneration now) {
        tell(new TailFileRotated(server, cause, oldFile, before.number(), before.limit(), newFile, now.number()));
    }

    /**
     * An application that can't take an event, for example since its pool or its memory is full, does not disturb what the
     * event is about.
     */
    private void tell(Object event) {
        try {
            observers.accept(event);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            if (failures.begins()) {
                LOG.errorf(e, "%s could not be delivered to its observers", event.getClass().getSimpleName());
            }
        }
    }
}
