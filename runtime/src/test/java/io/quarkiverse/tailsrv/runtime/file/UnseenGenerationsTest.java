package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class UnseenGenerationsTest {

    private final UnseenGenerations unseen = new UnseenGenerations("test", Duration.ofSeconds(1));

    @Test
    void countsNothingWhileEachEventHasItsFile() {
        unseen.seen();
        unseen.look(1, now());
        unseen.look(1, now());
        unseen.seen();
        assertThat(settled()).isZero();
    }

    @Test
    void countsEventsWithoutAFile() {
        unseen.look(3, now());
        unseen.seen();
        assertThat(settled()).isEqualTo(2);
        assertThat(settled()).isEqualTo(2);
    }

    @Test
    void doesNotCountBeforeItIsQuiet() {
        unseen.look(1, now());
        unseen.look(0, now());
        assertThat(unseen.total()).isZero();
        unseen.seen();
        assertThat(settled()).isZero();
    }

    @Test
    void forgetsFilesThatCameWithoutAnEvent() {
        unseen.seen();
        assertThat(settled()).isZero();
        unseen.look(2, now());
        unseen.seen();
        assertThat(settled()).isEqualTo(1);
    }

    private long settled() {
        unseen.look(0, now() + Duration.ofSeconds(2).toNanos());
        return unseen.total();
    }

    private static long now() {
        return System.nanoTime();
    }
}
