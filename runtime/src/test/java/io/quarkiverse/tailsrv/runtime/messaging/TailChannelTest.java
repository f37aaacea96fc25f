package io.quarkiverse.tailsrv.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailClientDisconnected;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.messaging.line.FailureStrategy;
import io.quarkiverse.tailsrv.runtime.messaging.line.Portions;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * A channel begins where it was, and says how it is.
 */
class TailChannelTest {

    private static final FailureStrategy FAIL = (message, reason) -> CompletableFuture.failedFuture(reason);

    private static final Portions LINES = new Portions(10, false);

    private final ClientDouble client = new ClientDouble(100);

    @Test
    void beginsAtTheStart() {
        TailChannel channel = channel(Positions.NONE);
        assertThat(channel.ready()).as("nobody wants it yet").isTrue();
        AssertSubscriber<Message<?>> subscriber = subscribe(channel);
        await().until(() -> subscriber.getItems().size() == 10);
        assertThat(client.asked()).containsExactly(TailPosition.start());
        assertThat(channel.ready()).isTrue();
        subscriber.cancel();
    }

    @Test
    void goesOnWhereItWas() {
        AssertSubscriber<Message<?>> subscriber = subscribe(channel(() -> Optional.of(TestLine.behind(7))));
        await().until(() -> !subscriber.getItems().isEmpty());
        assertThat(new String((byte[]) subscriber.getItems().get(0).getPayload())).isEqualTo("8");
        assertThat(client.asked()).containsExactly(TestLine.behind(7));
    }

    /** Otherwise all lines would come again, only because a broker is slow to start. */
    @Test
    void waitsForItsPosition() {
        AtomicInteger tries = new AtomicInteger();
        TailChannel channel = channel(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("no broker yet");
            }
            return Optional.of(TestLine.behind(7));
        });
        AssertSubscriber<Message<?>> subscriber = subscribe(channel);
        await().until(() -> channel.problem().isPresent() || tries.get() > 1);
        await().until(() -> !subscriber.getItems().isEmpty());
        assertThat(tries).hasValue(2);
        assertThat(client.asked()).containsExactly(TestLine.behind(7));
        assertThat(channel.problem()).isEmpty();
        assertThat(channel.ended()).isFalse();
    }

    @Test
    void aPositionThatIsNoneIsNotTriedAgain() {
        TailChannel channel = channel(() -> {
            throw new IllegalArgumentException("no position");
        });
        subscribe(channel).awaitFailure();
        assertThat(channel.ended()).isTrue();
        assertThat(channel.ready()).isFalse();
        assertThat(channel.problem()).contains("no position");
        assertThat(client.asked()).isEmpty();
    }

    @Test
    void aLineThatFailsEndsIt() {
        TailChannel channel = channel(Positions.NONE);
        AssertSubscriber<Message<?>> subscriber = subscribe(channel);
        await().until(() -> client.connected() == 1 && !subscriber.getItems().isEmpty());
        subscriber.getItems().get(0).nack(new IllegalStateException("no such user"));
        assertThat(channel.ended()).isTrue();
        assertThat(channel.problem()).contains("no such user");
        assertThat(client.connected()).isZero();
    }

    @Test
    void keepsWhereItBeginsIfTheNextStartCouldBeginElsewhere() {
        BeginningDouble positions = new BeginningDouble();
        AssertSubscriber<Message<?>> subscriber = subscribe(channel(positions, Optional.of(TailPosition.end())));
        await().until(() -> !subscriber.getItems().isEmpty());
        assertThat(positions.begun).containsExactly(new TestLine(100));
        subscribe(channel(positions, Optional.of(TailPosition.start()))).awaitItems(10);
        assertThat(positions.begun).hasSize(1);
    }

    @Test
    void beginsWhereItsClientIsConfiguredTo() {
        BeginningDouble positions = new BeginningDouble();
        subscribe(channel(positions, Optional.empty())).awaitItems(10);
        assertThat(client.asked()).containsExactly(ClientDouble.CONFIGURED);
        assertThat(positions.begun).containsExactly(new TestLine(5));
    }

    @Test
    void stoppedWhileItsPositionIsLookedUp() throws Exception {
        CountDownLatch found = new CountDownLatch(1);
        TailChannel channel = channel(() -> {
            found.await();
            return Optional.empty();
        });
        AssertSubscriber<Message<?>> subscriber = subscribe(channel);
        channel.stop();
        found.countDown();
        await().until(() -> !client.asked().isEmpty());
        await().until(() -> client.connected() == 0);
        channel.drain(Duration.ofMinutes(1));
        assertThat(subscriber.getItems()).isEmpty();
    }

    @Test
    void isAliveOnceItIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        TailChannel channel = channel(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalArgumentException("no position");
            }
            return Optional.empty();
        });
        subscribe(channel).awaitFailure();
        assertThat(channel.ended()).isTrue();
        subscribe(channel).awaitItems(10);
        assertThat(channel.ended()).isFalse();
        assertThat(channel.ready()).isTrue();
    }

    @Test
    void saysWhyItIsNotConnected() {
        ClientTrouble trouble = new ClientTrouble();
        TailChannel channel = new TailChannel(new ChannelOptions("lines", Optional.empty(), LINES), client, Positions.NONE,
                FAIL,
                trouble);
        assertThat(channel.trouble()).isEqualTo("not connected");
        trouble.accept(new TailClientDisconnected("audit", TailPosition.start(), "connection refused", Duration.ofSeconds(1)));
        assertThat(channel.trouble()).isEqualTo("not connected: connection refused");
        trouble.accept(new TailClientConnected("audit", TailPosition.start()));
        assertThat(trouble.reason()).isEmpty();
    }

    private static final class BeginningDouble implements Positions {

        private final List<TailLine> begun = new CopyOnWriteArrayList<>();

        @Override
        public Optional<TailPosition> load() {
            return Optional.empty();
        }

        @Override
        public void begins(TailLine line) {
            begun.add(line);
        }
    }

    private TailChannel channel(Positions positions) {
        return channel(positions, Optional.of(TailPosition.start()));
    }

    private TailChannel channel(Positions positions, Optional<TailPosition> from) {
        return new TailChannel(new ChannelOptions("lines", from, LINES), client, positions, FAIL, new ClientTrouble());
    }

    private static AssertSubscriber<Message<?>> subscribe(TailChannel channel) {
        return channel.messages().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
