package io.quarkiverse.tailsrv.runtime.resume;

import java.time.Duration;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/**
 * Finds out how long the file is. The protocol never tells it, but a server answers at once for an offset before the end, and
 * is silent for one behind it. A few offsets are asked for at a time until the size is known to 64 KiB; then the rest is read.
 * If a server is so slow that an answer counts as silence, or the network so slow that the rest takes more than half a second,
 * the size that is found is too small, never too large. Belongs to the stream's event loop.
 */
public final class SizeSearch {

    /** Who wants to know it. Nothing is told after {@link #cancel()}. */
    public interface Outcome {

        void found(long size);

        void failed(String reason, Throwable cause);
    }

    /** At most so many connections at a time, and one more. */
    public static final int MAX_QUESTIONS = 7;

    private static final Duration GRACE = Duration.ofMillis(100);

    /** What is still to come then has mostly been written since. */
    private static final Duration LONGEST_REST = Duration.ofMillis(500);
    private static final int READABLE = 1 << 16;

    private final Peer peer;
    private final int questions;
    private final Silence grace;
    private final Silence longSilence;
    private final Silence longestRest;
    private final Outcome outcome;
    private final Bracket bracket = new Bracket();
    private Round round;
    private Link rest;
    private long size;

    /**
     * @param questions how many connections may be open at a time besides another one
     * @param timeout how long the server may be silent before the file counts as empty
     */
    public SizeSearch(Peer peer, int questions, Duration timeout, Outcome outcome) {
        this.peer = peer;
        this.questions = questions;
        this.grace = new Silence(peer.vertx(), GRACE);
        this.longSilence = new Silence(peer.vertx(), timeout);
        this.longestRest = new Silence(peer.vertx(), LONGEST_REST);
        this.outcome = outcome;
    }

    public void start() {
        if (bracket.isNarrow(READABLE)) {
            readTheRest();
        } else {
            ask(bracket.questions(questions));
        }
    }

    public void cancel() {
        grace.end();
        longSilence.end();
        longestRest.end();
        if (round != null) {
            round.end();
        }
        if (rest != null) {
            rest.close();
        }
    }

    private void ask(List<Long> offsets) {
        round = new Round(peer, grace, longSilence, new Round.Outcome() {
            @Override
            public void judged(List<Boolean> answered) {
                if (answered.isEmpty()) {
                    outcome.found(0);
                } else {
                    learn(offsets, answered);
                    start();
                }
            }

            @Override
            public void failed(String reason, Throwable cause) {
                outcome.failed(reason, cause);
            }
        });
        round.ask(offsets);
    }

    private void learn(List<Long> offsets, List<Boolean> answered) {
        for (int i = 0; i < offsets.size(); i++) {
            if (answered.get(i)) {
                bracket.found(offsets.get(i));
            }
        }
        for (int i = 0; i < offsets.size(); i++) {
            if (!answered.get(i)) {
                bracket.notFound(offsets.get(i));
            }
        }
    }

    private void readTheRest() {
        long from = Math.max(0, bracket.moreThan());
        size = from;
        rest = Link.open(peer, size, new Link.Owner() {
            @Override
            public void opened() {
                rest.fetch();
                longSilence.begin(() -> failed("the file has become shorter", null));
            }

            @Override
            public void received(Buffer bytes) {
                longSilence.end();
                if (size == from) {
                    longestRest.begin(SizeSearch.this::found); // a file that is written to often is never silent
                }
                size += bytes.length();
                if (size > from + READABLE) {
                    found(); // behind what was the end
                } else {
                    rest.fetch();
                    grace.begin(SizeSearch.this::found);
                }
            }

            @Override
            public void ended(String reason, Throwable cause) {
                failed(reason, cause);
            }
        });
    }

    private void failed(String reason, Throwable cause) {
        cancel();
        outcome.failed(reason, cause);
    }

    private void found() {
        cancel();
        outcome.found(size);
    }
}
