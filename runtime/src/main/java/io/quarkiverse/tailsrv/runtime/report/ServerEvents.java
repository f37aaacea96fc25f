package io.quarkiverse.tailsrv.runtime.report;

import java.util.function.Consumer;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailConnectionOpened;
import io.quarkiverse.tailsrv.TailFileFound;
import io.quarkiverse.tailsrv.TailFileLost;
import io.quarkiverse.tailsrv.TailFileRotated;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerStarted;
import io.quarkiverse.tailsrv.TailServerStopped;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;

/**
 * Fires the application's events about one server.
 */
public final class ServerEvents {

    private final TailServer server;
    private final Consumer<Object> observers;

    /**
     * @param observers receives events on any thread, and returns at once
     */
    public ServerEvents(TailServer server, Consumer<Object> observers) {
        this.server = server;
        this.observers = observers;
    }

    public void started() {
        observers.accept(new TailServerStarted(server));
    }

    public void stopped() {
        observers.accept(new TailServerStopped(server));
    }

    public void opened(TailConnection connection) {
        observers.accept(new TailConnectionOpened(server, connection));
    }

    public void closed(TailConnection connection, CloseReason reason) {
        observers.accept(new TailConnectionClosed(server, connection, reason));
    }

    public void found(FileGeneration generation) {
        observers.accept(new TailFileFound(server, generation.number(), generation.limit()));
    }

    public void lost(RotationCause cause, FileGeneration generation) {
        observers.accept(new TailFileLost(server, cause, generation.number(), generation.limit()));
    }

    public void rotated(RotationCause cause, FileGeneration before, FileGeneration now) {
        observers.accept(new TailFileRotated(server, cause, before.number(), before.limit(), now.number()));
    }
}
