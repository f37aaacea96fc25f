package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientBuilder;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Reads lines by a client, and remembers all that comes.
 */
public final class TestReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<TailClientEvent> events = new CopyOnWriteArrayList<>();
    private final AssertSubscriber<TailLine> subscriber = AssertSubscriber.create(Long.MAX_VALUE);
    private final TailClient client;

    /** Begins to read. */
    public TestReader(TailClientBuilder builder, TailPosition from) {
        client = builder.observer(events::add).build();
        client.lines(from).subscribe().withSubscriber(subscriber);
    }

    public TailClient client() {
        return client;
    }

    public List<TailLine> lines() {
        return subscriber.getItems();
    }

    public TailLine lastLine() {
        return subscriber.getLastItem();
    }

    /** Waits for these lines, and fails at any other. */
    public TestReader awaitLines(String... lines) {
        return awaitLines(Arrays.asList(lines));
    }

    /**
     * Each as its generation, a colon, and its text, and an ellipsis if it is not complete.
     */
    public TestReader awaitLines(List<String> lines) {
        await().atMost(PATIENCE).until(() -> lines().size() >= lines.size() || subscriber.getFailure() != null);
        assertThat(lines()).extracting(TestReader::describe).isEqualTo(lines);
        return this;
    }

    public static String describe(TailLine line) {
        return line.generation() + ":" + line.text() + (line.complete() ? "" : "…");
    }

    public Throwable awaitFailure() {
        return subscriber.awaitFailure(PATIENCE).getFailure();
    }

    public void awaitCompletion() {
        subscriber.awaitCompletion(PATIENCE);
    }

    public <T extends TailClientEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <T extends TailClientEvent> void awaitEvents(Class<T> type, int count) {
        await().atMost(PATIENCE).until(() -> events(type).size() >= count);
    }

    @Override
    public void close() {
        subscriber.cancel();
    }
}
