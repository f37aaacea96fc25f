package io.quarkiverse.tailsrv.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * Clients as the accepting socket hands them on: nobody has looked at them yet.
 */
class AdmissionTest {

    private final ServerContext context = new ServerContext(TestOptions.of("max-connections", "2"),
            new ServerStatistics(List.of()), new OpenConnections(), new ConnectionLimit(2, null), null);
    private final EmbeddedChannel server = new EmbeddedChannel(new Admission(context, new SocketTransport()));

    @Test
    void handsOnAsManyAsThereMayBe() {
        assertThat(isHandedOn(new EmbeddedChannel())).isTrue();
        assertThat(isHandedOn(new EmbeddedChannel())).isTrue();
        EmbeddedChannel third = new EmbeddedChannel();
        assertThat(isHandedOn(third)).isFalse();
        assertThat(third.isOpen()).isFalse();
        assertThat(context.statistics().refused(RefusalReason.MAX_CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void hasRoomAgainOnceOneIsClosed() {
        EmbeddedChannel first = new EmbeddedChannel();
        assertThat(isHandedOn(first)).isTrue();
        assertThat(isHandedOn(new EmbeddedChannel())).isTrue();
        first.close();
        first.close();
        assertThat(isHandedOn(new EmbeddedChannel())).isTrue();
        assertThat(isHandedOn(new EmbeddedChannel())).isFalse();
    }

    private boolean isHandedOn(Channel client) {
        server.writeInbound(client);
        return server.readInbound() == client;
    }
}
