package io.quarkiverse.tailsrv.runtime.tls;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.net.SSLOptions;

/**
 * A TLS handshake with a client in memory. It finds a certificate that does not match its key, or protocols and cipher suites
 * that do not match the certificate, before they keep all clients out.
 */
final class TrialHandshake {

    private final SSLEngine server;
    private final SSLEngine client;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer received;
    private final ByteBuffer toClient;
    private final ByteBuffer toServer;

    private TrialHandshake(SSLEngine server, SSLEngine client) {
        this.server = server;
        this.client = client;
        int packet = 4 * server.getSession().getPacketBufferSize(); // room for several records
        toClient = ByteBuffer.allocate(packet);
        toServer = ByteBuffer.allocate(packet);
        received = ByteBuffer.allocate(server.getSession().getApplicationBufferSize());
    }

    /**
     * Blocks. The first one in a process takes longer.
     *
     * @throws SSLException if a client without SNI and without its own certificate could not connect
     * @throws Exception if the key or the certificate can't be read
     */
    static void with(SSLOptions options, Vertx vertx) throws Exception {
        SSLEngine server = server(options, vertx);
        SSLEngine client = SslContextBuilder.forClient().sslProvider(SslProvider.JDK) // like the server
                .trustManager(InsecureTrustManagerFactory.INSTANCE).build().newEngine(ByteBufAllocator.DEFAULT);
        client.setEnabledProtocols(server.getEnabledProtocols());
        client.setEnabledCipherSuites(server.getEnabledCipherSuites());
        try {
            new TrialHandshake(server, client).run();
        } catch (SSLException e) {
            throw new SSLException("no client can connect by it: " + e.getMessage(), e);
        }
    }

    /** Configured as in Vert.x, but without asking for client certificates, which depend on the client. */
    private static SSLEngine server(SSLOptions options, Vertx vertx) throws Exception {
        SslContextBuilder builder = SslContextBuilder.forServer(options.getKeyCertOptions().getKeyManagerFactory(vertx))
                .sslProvider(SslProvider.JDK);
        if (!options.getEnabledCipherSuites().isEmpty()) {
            builder.ciphers(options.getEnabledCipherSuites());
        }
        SSLEngine engine = builder.build().newEngine(ByteBufAllocator.DEFAULT);
        Set<String> protocols = new LinkedHashSet<>(options.getEnabledSecureTransportProtocols());
        protocols.retainAll(List.of(engine.getSupportedProtocols()));
        if (protocols.isEmpty()) {
            throw new SSLException("none of its protocols is supported");
        }
        engine.setEnabledProtocols(protocols.toArray(String[]::new));
        return engine;
    }

    private void run() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean goesOn = true;
        while (goesOn && isHandshaking(client)) {
            goesOn = step(client, toClient, toServer) | step(server, toServer, toClient);
        }
        if (isHandshaking(client)) {
            throw new SSLException("the handshake stops at " + client.getHandshakeStatus());
        }
    }

    private static boolean isHandshaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    /** @return whether the handshake has made progress */
    private boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                return true;
            }
            case NEED_WRAP -> {
                return engine.wrap(nothing, out).bytesProduced() > 0;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                SSLEngineResult result = engine.unwrap(in, received.clear());
                in.compact();
                return result.bytesConsumed() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
            }
            default -> {
                return false;
            }
        }
    }
}
