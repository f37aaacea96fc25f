package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class UnseenGenerationsTest {

    private final UnseenGenerations unseen = new UnseenGenerations("test", Duration.ofSeconds(1));

    @Test
    void countsNothingWhileEachEventHasItsFile() {
        unseen.seen();
        unseen.look(1, true, now());
        unseen.look(1, true, now());
        unseen.seen();
        assertThat(settled()).isZero();
    }

    @Test
    void countsEventsWithoutAFile() {
        unseen.look(3, true, now());
        unseen.seen();
        assertThat(settled()).isEqualTo(2);
        assertThat(settled()).isEqualTo(2);
    }

    @Test
    void doesNotCountBeforeItIsQuiet() {
        unseen.look(1, true, now());
        unseen.look(0, true, now());
        assertThat(unseen.total()).isZero();
        unseen.seen();
        assertThat(settled()).isZero();
    }

    @Test
    void forgetsFilesThatCameWithoutAnEvent() {
        unseen.seen();
        assertThat(settled()).isZero();
        unseen.look(2, true, now());
        unseen.seen();
        assertThat(settled()).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatMayStillBeOpened() {
        unseen.look(1, false, now());
        unseen.look(0, false, now() + Duration.ofSeconds(2).toNanos());
        unseen.seen();
        assertThat(settled()).isZero();
    }

    private long settled() {
        unseen.look(0, true, now() + Duration.ofSeconds(2).toNanos());
        return unseen.total();
    }

    private static long now() {
        return System.nanoTime();
    }
}
