package io.quarkiverse.tailsrv.runtime.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkiverse.tailsrv.RefusalReason;

/**
 * Without a timeout, only what a proxy says decides.
 */
class ProxyHeaderTest {

    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    private final List<InetSocketAddress> proxied = new ArrayList<>();
    private final List<RefusalReason> refused = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

    ProxyHeaderTest() {
        ProxyHeader.await(channel.pipeline().firstContext(), Duration.ZERO, proxied::add, (why, sent) -> refused.add(why));
    }

    @ParameterizedTest
    @ValueSource(chars = { 0x10, 0x11, 0x31, 0xf1 })
    void anotherVersionIsRefusedAtOnce(char version) {
        receive(SIGNATURE);
        assertThat(refused).isEmpty();
        receive(String.valueOf(version));
        assertThat(refused).containsExactly(RefusalReason.PROXY_HEADER);
    }

    @Test
    void aHeaderMayComeInPieces() {
        for (char each : (SIGNATURE + "\u0021\u0011\0\f\u00c0\0\2\7\u00c6\u0033\u0064\1\u00dc\4\u0010\u00e1").toCharArray()) {
            assertThat(proxied).isEmpty();
            receive(String.valueOf(each));
        }
        assertThat(proxied).containsExactly(new InetSocketAddress("192.0.2.7", 56324));
        assertThat(refused).isEmpty();
    }

    private void receive(String sent) {
        channel.writeInbound(Unpooled.copiedBuffer(sent, ISO_8859_1));
    }
}
