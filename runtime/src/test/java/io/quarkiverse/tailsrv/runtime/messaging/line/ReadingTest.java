package io.quarkiverse.tailsrv.runtime.messaging.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Of a file's lines, no more are delivered than may be in flight, and how far they are acknowledged is told in order.
 */
class ReadingTest {

    private static final int MAX = 4;

    private final List<TailLine> acknowledged = new ArrayList<>();
    private final List<Throwable> ends = new ArrayList<>();
    private final AtomicLong requested = new AtomicLong();
    private final Reading reading = reading((message, reason) -> CompletableFuture.failedFuture(reason));

    private Reading reading(FailureStrategy failures) {
        return new Reading("logserver:4321", new Portions(MAX, false), new Positions() {

            @Override
            public Optional<TailPosition> load() {
                return Optional.empty();
            }

            @Override
            public Object metadata(TailLine line, long sequence, long acknowledged) {
                return new Companion(sequence, acknowledged);
            }

            @Override
            public void acknowledged(TailLine line) {
                acknowledged.add(line);
            }
        }, failures, ends::add);
    }

    private record Companion(long sequence, long acknowledged) {
    }

    @SuppressWarnings("unchecked")
    private AssertSubscriber<Message<byte[]>> subscribe(Reading reading, long demand) {
        return reading.messages(Multi.createFrom().iterable(TestLine.lines(1, 100)).onRequest().invoke(requested::addAndGet)
                .map(List::of)).map(message -> (Message<byte[]>) message)
                .subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    @Test
    void asManyAsMayBeInFlight() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, Long.MAX_VALUE);
        assertThat(subscriber.getItems()).hasSize(MAX);
        subscriber.getItems().get(1).ack();
        assertThat(subscriber.getItems()).hasSize(MAX);
        subscriber.getItems().get(0).ack();
        assertThat(subscriber.getItems()).hasSize(MAX + 2);
        assertThat(requested).hasValue(MAX + 2);
        assertThat(acknowledged).containsExactly(new TestLine(2));
    }

    @Test
    void asManyAsAreRequested() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, 1);
        assertThat(subscriber.getItems()).hasSize(1);
        subscriber.getItems().get(0).ack();
        assertThat(subscriber.getItems()).hasSize(1);
        subscriber.request(2);
        assertThat(subscriber.getItems()).hasSize(3);
        assertThat(requested).hasValue(3);
    }

    @Test
    void eachIsALineWithItsOrigin() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, 3);
        subscriber.getItems().get(0).ack();
        subscriber.request(1);
        Message<byte[]> message = subscriber.getItems().get(3);
        assertThat(new String(message.getPayload())).isEqualTo("4");
        TailMetadata metadata = message.getMetadata(TailMetadata.class).orElseThrow();
        assertThat(metadata.server()).isEqualTo("logserver:4321");
        assertThat(metadata.offset()).isEqualTo(40);
        assertThat(metadata.endOffset()).isEqualTo(50);
        assertThat(metadata.generation()).isEqualTo(1);
        assertThat(metadata.complete()).isTrue();
        assertThat(metadata.position()).isEqualTo(TestLine.behind(4));
        assertThat(message.getMetadata(Companion.class)).contains(new Companion(4, 1));
    }

    /** A method between two channels returns a payload; Reactive Messaging does this with it. */
    @Test
    void anotherPayloadKeepsMetadataAndAcknowledgement() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, 1);
        Message<String> other = subscriber.getItems().get(0).withPayload("other").addMetadata("more");
        assertThat(other.getMetadata(Companion.class)).isPresent();
        other.ack();
        assertThat(acknowledged).containsExactly(new TestLine(1));
    }

    @Test
    void aFailureEndsIt() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, Long.MAX_VALUE);
        IllegalStateException reason = new IllegalStateException("no");
        assertThatThrownBy(() -> subscriber.getItems().get(0).nack(reason).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class).hasCause(reason);
        assertThat(ends).containsExactly(reason);
        subscriber.getItems().get(1).ack();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void aFailureIsIgnored() {
        Reading ignoring = reading(new Ignore("lines"));
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(ignoring, Long.MAX_VALUE);
        subscriber.getItems().get(0).nack(new IllegalStateException("no")).toCompletableFuture().join();
        assertThat(ends).isEmpty();
        assertThat(acknowledged).containsExactly(new TestLine(1));
        assertThat(subscriber.getItems()).hasSize(MAX + 1);
    }

    @Test
    void aFailureIsADeadLetter() {
        DeadLetters deadLetters = new DeadLetters((origin, reason) -> List.of());
        AssertSubscriber<Message<byte[]>> letters = deadLetters.letters().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading(deadLetters), Long.MAX_VALUE);
        CompletableFuture<Void> refused = subscriber.getItems().get(0).nack(new IllegalStateException("no"))
                .toCompletableFuture();
        assertThat(refused).isNotDone();
        assertThat(acknowledged).isEmpty();
        Message<byte[]> letter = letters.getItems().get(0);
        assertThat(new String(letter.getPayload())).isEqualTo("1");
        assertThat(letter.getMetadata(TailMetadata.class)).isPresent();
        assertThat(letter.getMetadata(Companion.class)).isEmpty();
        letter.ack();
        assertThat(refused).isCompleted();
        assertThat(acknowledged).containsExactly(new TestLine(1));
    }

    @Test
    void aDeadLetterThatCanNotBeSentEndsIt() {
        DeadLetters deadLetters = new DeadLetters((origin, reason) -> List.of());
        AssertSubscriber<Message<byte[]>> letters = deadLetters.letters().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading(deadLetters), Long.MAX_VALUE);
        subscriber.getItems().get(0).nack(new IllegalStateException("no"));
        IllegalStateException failure = new IllegalStateException("no broker");
        letters.getItems().get(0).nack(failure);
        assertThat(ends).containsExactly(failure);
        assertThat(acknowledged).isEmpty();
    }

    /** Kafka's connector refuses what it holds when it is closed, and that has not been written. */
    @Test
    void onceStoppedAFailureIsNotIgnored() {
        Reading ignoring = reading(new Ignore("lines"));
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(ignoring, Long.MAX_VALUE);
        ignoring.stop();
        subscriber.getItems().get(0).ack();
        subscriber.getItems().get(1).nack(new IllegalStateException("closed")).toCompletableFuture().join();
        subscriber.getItems().get(2).ack();
        assertThat(acknowledged).containsExactly(new TestLine(1));
        assertThat(ends).isEmpty();
    }

    @Test
    void stopped() {
        AssertSubscriber<Message<byte[]>> subscriber = subscribe(reading, Long.MAX_VALUE);
        reading.stop();
        subscriber.getItems().forEach(message -> message.ack(Metadata.empty()));
        assertThat(subscriber.getItems()).hasSize(MAX);
        assertThat(acknowledged).endsWith(new TestLine(MAX));
    }

    @Test
    void aStrategyThatThrowsEndsTheChannel() {
        IllegalStateException failure = new IllegalStateException("of a label");
        Reading failing = reading((message, reason) -> {
            throw failure;
        });
        Message<byte[]> first = subscribe(failing, 1).getItems().get(0);
        assertThat(first.nack(new IllegalArgumentException("no number")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(ends).containsExactly(failure);
    }
}
