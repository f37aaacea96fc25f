package io.quarkiverse.tailsrv.runtime.server;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.admission.FileDescriptors;
import io.quarkiverse.tailsrv.runtime.options.Customizers;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.port.PortFactory;
import io.quarkiverse.tailsrv.runtime.port.PortOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.EpollAbsence;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.tls.TlsConfigurations;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * Makes servers, and has what they share: event loops, the threads that look at files, the limit of connections. It has none of
 * it, and no thread, before the first server is made. For any thread.
 */
final class ServerFactory {

    private static final Logger LOG = Logger.getLogger(ServerFactory.class.getPackageName());

    private static final String PREFER_NATIVE = "quarkus.vertx.prefer-native-transport";

    /** The time between two checks for hanging threads. */
    private static final long RELIEF_MILLIS = 1000;

    private final Vertx vertx;
    private final PortFactory ports;
    private final TlsConfigurations tlsConfigurations;
    private final Consumer<Object> observers;
    private final ConnectionLimit limit;

    // The fields below are guarded by this
    private SocketTransport transport;
    private FollowerService followers;
    private long relief;
    private boolean closed;

    /**
     * @param eventLoops how many Vert.x has
     * @param observers receives events on any thread, and returns at once
     * @param closedFiles how many files are closed for a while
     */
    ServerFactory(Vertx vertx, int eventLoops, TlsConfigurationRegistry tlsConfigurations, Consumer<Object> observers,
            IntSupplier closedFiles) {
        this.limit = new ConnectionLimit(new FileDescriptors(closedFiles)::forConnections);
        this.vertx = vertx;
        this.ports = new PortFactory(vertx, eventLoops);
        this.tlsConfigurations = new TlsConfigurations(tlsConfigurations, vertx);
        this.observers = observers;
    }

    /**
     * Makes a server that is not started yet. Blocks while it reads certificates.
     *
     * @param opened called each time when the server's port has been opened
     * @throws io.quarkus.runtime.configuration.ConfigurationException if its TLS configuration can't be used
     * @throws IllegalStateException if the factory is closed
     */
    ManagedServer create(ServerOptions options, Customizers customizers, Consumer<ManagedServer> opened) {
        FollowerService looks = prepare();
        PortOptions port = new PortOptions(options, transport, tlsConfigurations.load(options),
                customizers.ofNetServer(options.name()));
        ConnectionLimit own = new ConnectionLimit(options.maxConnections(), limit);
        return new ManagedServer(options, new ServerStatistics(), observers,
                connections -> new RunningServer(port, connections, looks, ports, own), opened);
    }

    private synchronized FollowerService prepare() {
        if (closed) {
            throw new IllegalStateException("There can be no more tailsrv servers: the application is about to end");
        }
        if (followers == null) {
            FollowerService started = new FollowerService();
            relief = vertx.setPeriodic(RELIEF_MILLIS, id -> started.relieve());
            followers = started;
            sayIfNotNative();
            transport = SocketTransport.of(vertx, ports.eventLoops());
        }
        return followers;
    }

    /** Logs if the native transport is asked for but missing. */
    private void sayIfNotNative() {
        boolean wanted = ConfigProvider.getConfig().getOptionalValue(PREFER_NATIVE, Boolean.class).orElse(false);
        if (wanted && !vertx.isNativeTransportEnabled()) {
            LOG.infof("%s: \"true\" has no effect here: the JDK's transport (NIO) is used, which takes more CPU and memory for"
                    + " each client; %s", PREFER_NATIVE, EpollAbsence.reason());
        }
    }

    /** Ends the threads that look at files. To be called when all servers have stopped. */
    synchronized void close() {
        closed = true;
        if (followers != null) {
            vertx.cancelTimer(relief);
            followers.close();
        }
    }
}
