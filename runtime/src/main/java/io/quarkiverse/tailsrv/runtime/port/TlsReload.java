package io.quarkiverse.tailsrv.runtime.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.tls.Tls;
import io.vertx.core.net.NetServer;

/**
 * Gives the NetServers of a port new certificates. Meanwhile Vert.x 4.5 (not 5.1) fails every new connection, so none is
 * accepted: clients wait in the backlog for some milliseconds.
 */
final class TlsReload {

    private static final Logger LOG = Logger.getLogger(TlsReload.class.getPackageName());
    private static final AsyncLog ASYNC_LOG = AsyncLog.of(TlsReload.class);

    private static final String PROPERTY = "tls-configuration-name";

    /** The longest time to wait for the pause before the certificates are changed. */
    private static final long PAUSE_SECONDS = 1;

    private final PortFactory factory;
    private final PortOptions options;
    private final Acceptor acceptor;

    private volatile boolean accepting = true;

    // Reloads run one after the other, so that the last one wins. A reload that has not begun yet also serves everybody who asks
    // before it begins: requests may come faster than reloads can be done
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private boolean waiting;

    TlsReload(PortFactory factory, PortOptions options, Acceptor acceptor) {
        this.factory = factory;
        this.options = options;
        this.acceptor = acceptor;
    }

    /**
     * @param server any NetServer of the port
     * @return completed on any thread, never with an exception: if the certificates can't be used, logs it and keeps the old
     *         ones
     */
    synchronized CompletableFuture<Void> run(NetServer server) {
        if (!waiting) {
            waiting = true;
            last = last.handle((done, failed) -> null).thenCompose(done -> {
                begin();
                return reload(server);
            }).handle((done, failed) -> {
                tell(failed);
                return null;
            });
        }
        return last.copy();
    }

    private synchronized void begin() {
        waiting = false;
    }

    private CompletableFuture<Void> reload(NetServer server) {
        return factory.vertx().executeBlocking(options.tls()::current, false).toCompletionStage().toCompletableFuture()
                .thenCompose(checked -> pause()
                        .thenCompose(paused -> server.updateSSLOptions(checked).<Void> mapEmpty().toCompletionStage())
                        .whenComplete((updated, failed) -> resume()));
    }

    private void tell(Throwable failed) {
        Tls tls = options.tls();
        if (failed == null) {
            LOG.debugf("%s: \"%s\" has been reloaded, for new connections", options.server().property(PROPERTY),
                    tls.configurationName());
        } else {
            ASYNC_LOG.warnf("%s: \"%s\" can't be used as it is now (%s); new connections are encrypted as before",
                    options.server().property(PROPERTY), tls.configurationName(), Failures.message(failed));
        }
    }

    /**
     * Stops accepting. Completed, never with an exception, when the connections accepted before are initialized, so that Vert.x
     * does not fail them.
     */
    private CompletableFuture<Void> pause() {
        accepting = false;
        // What was accepted is handed to the event loops by tasks: behind these, it is initialized
        return acceptor.listening().thenCompose(this::apply).thenCompose(stopped -> factory.eventLoops().settle())
                .completeOnTimeout(null, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void resume() {
        accepting = true;
        Channel listening = acceptor.listening().getNow(null);
        if (listening != null) {
            apply(listening);
        }
    }

    /** Does what is wanted by then: a pause may come to be after it was given up. */
    private CompletableFuture<Void> apply(Channel listening) {
        return CompletableFuture.runAsync(() -> listening.config().setAutoRead(accepting), listening.eventLoop());
    }
}
