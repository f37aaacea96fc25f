package io.quarkiverse.tailsrv.runtime.resume;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/**
 * Asks for some offsets at the same time, each over a connection of its own. A server sends at once what it has: when an offset
 * that was asked for after all others, that of the file's first byte, has been answered, and a grace has passed, the others
 * will not be answered any more. Belongs to the stream's event loop.
 */
final class Round {

    interface Outcome {

        /** Which offsets have been answered, in the order of the questions. Empty if the file has no byte. */
        void judged(List<Boolean> answered);

        void failed(String reason, Throwable cause);
    }

    private final Peer peer;
    private final Silence silence;
    private final Silence longSilence;
    private final Outcome outcome;
    private final List<Question> questions = new ArrayList<>();
    private Question last;
    private int opened;

    Round(Peer peer, Silence grace, Silence longSilence, Outcome outcome) {
        this.peer = peer;
        this.silence = grace;
        this.longSilence = longSilence;
        this.outcome = outcome;
    }

    void ask(List<Long> offsets) {
        for (long offset : offsets) {
            questions.add(new Question(offset));
        }
        if (questions.isEmpty()) {
            askTheLast();
        }
    }

    private void askTheLast() {
        last = new Question(0);
        longSilence.begin(() -> judge(List.of()));
    }

    private void opened() {
        opened++;
        if (opened == questions.size()) {
            askTheLast();
        }
    }

    private void answered() {
        if (last != null && last.answered) {
            longSilence.end();
            if (questions.stream().allMatch(question -> question.answered)) {
                judge(answers());
            } else {
                silence.begin(() -> judge(answers()));
            }
        }
    }

    private List<Boolean> answers() {
        return questions.stream().map(question -> question.answered).toList();
    }

    private void judge(List<Boolean> answers) {
        end();
        outcome.judged(answers);
    }

    void end() {
        silence.end();
        longSilence.end();
        questions.forEach(question -> question.link.close());
        if (last != null) {
            last.link.close();
        }
    }

    /** One connection. */
    private final class Question implements Link.Owner {

        private final Link link;
        private boolean answered;

        Question(long offset) {
            this.link = Link.open(peer, offset, Peer.SHORT, this);
        }

        @Override
        public void opened() {
            link.fetch();
            Round.this.opened();
        }

        @Override
        public void received(Buffer bytes) {
            answered = true;
            Round.this.answered();
        }

        @Override
        public void ended(String reason, Throwable cause) {
            if (!answered) {
                end();
                outcome.failed(reason, cause);
            }
        }
    }
}
