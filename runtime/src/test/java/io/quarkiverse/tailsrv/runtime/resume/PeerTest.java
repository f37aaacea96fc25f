package io.quarkiverse.tailsrv.runtime.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import jdk.net.ExtendedSocketOptions;

/**
 * What a client asks of its sockets, with each transport.
 */
class PeerTest {

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aVanishedServerIsFoundAndTheEndIsAReset(boolean epoll) throws Exception {
        assumeTrue(!epoll || Epoll.isAvailable());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Peer peer = new Peer(vertx, new Endpoint("localhost", server.getLocalPort(), null, Duration.ofSeconds(10)));
            peer.renew();
            NetSocketInternal socket = (NetSocketInternal) peer.connect(Peer.LONG).toCompletionStage().toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            try (Socket accepted = server.accept()) {
                Channel channel = socket.channelHandlerContext().channel();
                peer.watch(channel);
                assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
                assertThat(channel.config().getOption(ChannelOption.SO_LINGER)).isZero();
                assertThat(channel.config().getOption(epoll ? EpollChannelOption.TCP_KEEPIDLE
                        : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE))).isEqualTo(65);
            }
            peer.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
