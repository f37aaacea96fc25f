package io.quarkiverse.tailsrv.runtime.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.client.BatchReading;
import io.quarkiverse.tailsrv.runtime.messaging.line.FailureStrategy;
import io.quarkiverse.tailsrv.runtime.messaging.line.Reading;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;

/**
 * An incoming channel of the connector. It looks up its position, and then reads from there. For any thread.
 */
final class TailChannel {

    private static final AsyncLog LOG = AsyncLog.of(TailChannel.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ChannelOptions options;
    private final TailClient client;
    private final Positions positions;
    private final FailureStrategy failures;
    private final ClientTrouble trouble;

    private volatile Reading reading; // null until there is a subscriber, and its position is known
    private volatile boolean subscribed;
    private volatile String problem; // null if there is none; in words, for health
    private volatile boolean ended;
    private volatile boolean cancelled;
    private volatile Object latest; // stands for the last subscription
    private volatile boolean stopped;

    /**
     * @param trouble told by the client
     */
    TailChannel(ChannelOptions options, TailClient client, Positions positions, FailureStrategy failures,
            ClientTrouble trouble) {
        this.options = options;
        this.client = client;
        this.positions = positions;
        this.failures = failures;
        this.trouble = trouble;
    }

    Multi<Message<?>> messages() {
        return Multi.createFrom().deferred(() -> {
            Object mine = new Object();
            latest = mine; // first: from now on, an earlier one that is cancelled does not count
            subscribed = true;
            ended = false; // for a subscriber that comes again after a failure
            cancelled = false;
            problem = null;
            return position().onItem().transformToMulti(this::read).onCancellation().invoke(() -> cancelled(mine));
        }).onFailure().invoke(this::failed);
    }

    private Uni<Optional<TailPosition>> position() {
        return Uni.createFrom().item(Unchecked.supplier(positions::load))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(TailChannel::mayPass).invoke(this::notYet)
                .onFailure(TailChannel::mayPass).retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely();
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof IllegalArgumentException);
    }

    private void notYet(Throwable failure) {
        if (problem == null) {
            LOG.warnf("Channel \"%s\": its position can't be read (%s); nothing is read from %s until it can",
                    options.channel(), failure, client.name());
        }
        problem = "its position can't be read: " + failure.getMessage();
    }

    private Multi<Message<?>> read(Optional<TailPosition> found) {
        problem = null;
        Optional<TailPosition> position = found.or(options::from);
        boolean elsewhere = found.isEmpty() && options.mayBeginElsewhere();
        say(found, position, elsewhere);
        Reading next = new Reading(client.name(), options.portions(), positions, failures, this::failed);
        Multi<List<TailLine>> batches = batches(position);
        Multi<Message<?>> messages = next.messages(elsewhere ? keepingTheBeginning(batches) : batches);
        reading = next;
        if (stopped) { // while the position was looked up
            next.stop();
        }
        return messages;
    }

    /** A client that an application has made itself has no batches but those of one line. */
    private Multi<List<TailLine>> batches(Optional<TailPosition> position) {
        if (client instanceof BatchReading reading) {
            int most = options.portions().largest();
            return position.map(from -> reading.batches(from, most)).orElseGet(() -> reading.batches(most));
        }
        return position.map(client::lines).orElseGet(client::lines).map(List::of);
    }

    private Multi<List<TailLine>> keepingTheBeginning(Multi<List<TailLine>> batches) {
        AtomicBoolean begun = new AtomicBoolean();
        return batches.onItem().invoke(batch -> {
            if (!begun.get() && begun.compareAndSet(false, true)) {
                positions.begins(batch.get(0));
            }
        });
    }

    private void say(Optional<TailPosition> found, Optional<TailPosition> position, boolean elsewhere) {
        LOG.infof("Channel \"%s\": reads %s from %s%s", options.channel(), client.name(),
                position.map(TailChannel::words).orElse("where the client's settings say"),
                found.isPresent() ? ", where it was"
                        : positions == Positions.NONE ? ", as after each start: no position is kept" : "");
        if (elsewhere && positions.forgetsBeginning()) {
            LOG.warnf("Channel \"%s\": there is no position yet, and \"from\" may mean another place at the next start."
                    + " If the application ends before its first lines are written, these are not read again",
                    options.channel());
        }
    }

    private static String words(TailPosition position) {
        return position.verifiable() ? "offset " + position.offset() + " of generation " + position.generation()
                : position.toString();
    }

    private void failed(Throwable failure) {
        if (!ended) {
            ended = true;
            LOG.warnf("Channel \"%s\" has ended (%s): nothing more is read from %s until the application is started again",
                    options.channel(), failure, client.name());
        }
        problem = String.valueOf(failure.getMessage());
        stopReading();
    }

    /** For example, a method that takes a message has thrown. Of several subscribers, the last one counts. */
    private void cancelled(Object subscription) {
        if (subscription == latest && !stopped && !ended) {
            cancelled = true;
            problem = "its consumer has cancelled it";
            LOG.warnf("Channel \"%s\" was cancelled by its consumer: nothing more is read from %s until another one comes",
                    options.channel(), client.name());
        }
    }

    String name() {
        return options.channel();
    }

    /** What keeps the channel from going on. Empty if nothing does. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Why it is not {@linkplain #ready() ready}, or has {@linkplain #ended() ended}. */
    String trouble() {
        return problem().orElseGet(() -> trouble.reason().map(reason -> "not connected: " + reason).orElse("not connected"));
    }

    /** Whether it has failed for good. */
    boolean ended() {
        return ended;
    }

    /** Whether it reads, or nobody wants it to. */
    boolean ready() {
        return !subscribed || problem == null && client.status().connected() > 0;
    }

    /** Reads no further, also if it has not begun yet. Lines that fail from now on come again after the restart. */
    void stop() {
        stopped = true;
        stopReading();
    }

    private void stopReading() {
        Reading current = reading;
        if (current != null) {
            current.stop();
        }
    }

    /**
     * Waits until all that was delivered is acknowledged, but no longer than this. To be called after {@link #stop()}.
     */
    void drain(Duration patience) throws InterruptedException {
        Reading current = reading;
        if (current != null && !ended && !cancelled) {
            current.drain(patience);
        }
    }

    /** Keeps the last position. */
    void close() {
        stop();
        positions.close();
    }
}
