package io.quarkiverse.tailsrv.runtime.resume;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.quarkiverse.tailsrv.runtime.socket.EventLoops;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/**
 * The server, for the connections of one stream. Belongs to the stream's event loop.
 */
public final class Peer {

    /** What the kernel keeps for a connection of which only a few bytes are read. */
    static final int SHORT = 4096;
    static final int LONG = NetClientOptions.DEFAULT_RECEIVE_BUFFER_SIZE;

    private static final String VERIFY = "HTTPS";
    private static final String DO_NOT_VERIFY = "NONE";

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final SocketTransport transport;
    private NetClient client;
    private NetClient shortClient;

    public Peer(Vertx vertx, Endpoint endpoint) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.transport = SocketTransport.of(vertx, new EventLoops(vertx));
    }

    /** The next connections use the certificates as they are now. To be called when there are no connections. */
    public void renew() {
        if (client == null || endpoint.tls() != null) {
            close();
            NetClientOptions options = options();
            client = vertx.createNetClient(options.setReceiveBufferSize(LONG));
            shortClient = vertx.createNetClient(new NetClientOptions(options).setReceiveBufferSize(SHORT));
        }
    }

    private NetClientOptions options() {
        NetClientOptions options = new NetClientOptions();
        if (endpoint.tls() != null) {
            TlsConfigUtils.configure(options, endpoint.tls());
            String algorithm = endpoint.tls().getHostnameVerificationAlgorithm().orElse(VERIFY);
            options.setSsl(true).setHostnameVerificationAlgorithm(algorithm.equals(DO_NOT_VERIFY) ? "" : algorithm);
        }
        int timeout = (int) Math.max(1, Math.min(Integer.MAX_VALUE, endpoint.connectTimeout().toMillis()));
        options.setConnectTimeout(timeout).setSslHandshakeTimeout(timeout).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setSoLinger(0); // closes by a reset: after a FIN the server would serve on, as to a client that only reads
        transport.keepAlive(options);
        return options;
    }

    Future<NetSocket> connect(int receiveBuffer) {
        return (receiveBuffer == SHORT ? shortClient : client).connect(endpoint.port(), endpoint.host());
    }

    /** Has the kernel find out within about two minutes that the server has vanished without a word. */
    void watch(Channel channel) {
        transport.keepAlive(channel);
    }

    /** Of the event loop. */
    public Vertx vertx() {
        return vertx;
    }

    public void close() {
        if (client != null) {
            client.close();
            shortClient.close();
        }
    }
}
