package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.SocketDouble;

/**
 * Clients as the accepting socket hands them on: nobody has looked at them yet. There is room for two.
 */
class AcceptorTest {

    private final ServerStatistics statistics = new ServerStatistics();
    private final Acceptor acceptor = new Acceptor("test",
            new Entrance(TestOptions.of("max-connections", "2"), new ConnectionLimit(2, null), statistics,
                    new ServerEvents(null, event -> {
                    })));
    private final EmbeddedChannel server = new EmbeddedChannel();

    @BeforeEach
    void learn() {
        SocketDouble first = accept();
        assertThat(isAdmitted(first)).isTrue();
        assertThat(acceptor.listening()).isCompletedWithValue(server);
        first.closeByPeer();
    }

    @Test
    void handsOnAsManyAsThereMayBe() {
        assertThat(isHandedOn(accept())).isTrue();
        assertThat(isHandedOn(accept())).isTrue();
        SocketDouble third = accept();
        assertThat(isHandedOn(third)).isFalse();
        assertThat(third.isOutputShutdown()).as("with a FIN").isTrue();
        assertThat(third.isOpen()).isFalse();
        assertThat(statistics.refused(RefusalReason.MAX_CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void hasRoomAgainOnceOneIsClosed() {
        SocketDouble first = accept();
        assertThat(isHandedOn(first)).isTrue();
        assertThat(isHandedOn(accept())).isTrue();
        first.closeByPeer();
        first.closeByPeer();
        assertThat(isHandedOn(accept())).isTrue();
        assertThat(isHandedOn(accept())).isFalse();
    }

    @Test
    void countsOnceWhoIsShownByItsEventLoopLater() {
        SocketDouble first = accept();
        SocketDouble second = accept();
        assertThat(isHandedOn(first)).isTrue();
        assertThat(isAdmitted(first)).isTrue();
        assertThat(isAdmitted(second)).as("accepted before the listening channel was known").isTrue();
        SocketDouble third = accept();
        assertThat(isAdmitted(third)).isFalse();
        assertThat(third.isOutputShutdown()).isTrue();
        assertThat(third.isOpen()).isFalse();
        first.closeByPeer();
        assertThat(isAdmitted(accept())).isTrue();
    }

    @Test
    void doesNotCountAConnectionOfOurOwn() {
        SocketDouble shown = accept();
        SocketDouble handedOn = accept();
        acceptor.expect(shown.remoteAddress());
        assertThat(isAdmitted(shown)).isFalse();
        acceptor.expect(handedOn.remoteAddress());
        assertThat(isHandedOn(handedOn)).isFalse();
        assertThat(shown.isOpen() || handedOn.isOpen()).isFalse();
        // a client that has the same address later is another one
        assertThat(isHandedOn(accept())).isTrue();
        assertThat(isHandedOn(accept())).isTrue();
        assertThat(statistics.refused(RefusalReason.MAX_CONNECTIONS)).isZero();
    }

    private SocketDouble accept() {
        return SocketDouble.accepted(server);
    }

    private boolean isHandedOn(SocketDouble client) {
        server.writeInbound(client);
        boolean handedOn = server.readInbound() == client;
        if (handedOn) {
            server.eventLoop().register(client);
        }
        return handedOn;
    }

    private boolean isAdmitted(SocketDouble client) {
        if (!client.isRegistered()) {
            server.eventLoop().register(client);
        }
        return acceptor.admits(client);
    }
}
