package io.quarkiverse.tailsrv.runtime.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class UnseenGenerationsTest implements FollowerListener {

    private final UnseenGenerations unseen = new UnseenGenerations("test", Duration.ofSeconds(1), this);
    private int skipped;

    @Override
    public void changed() {
        // nobody reads here
    }

    @Override
    public void ended(FileGeneration generation) {
        // as above
    }

    @Override
    public void skipped(int generations) {
        skipped += generations;
    }

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

    /** For example one that was renamed and then renamed back. */
    @Test
    void doesNotCountTheOneThatIsThere() {
        unseen.look(1, true, now());
        assertThat(settled()).isZero();
        unseen.look(3, true, now());
        assertThat(settled()).isEqualTo(2);
    }

    @Test
    void doesNotCountTheOneThatIsThereAfterARotationEither() {
        unseen.look(1, true, now());
        unseen.seen();
        assertThat(settled()).isZero();
        unseen.look(1, true, now());
        assertThat(settled()).isZero();
    }

    @Test
    void doesNotCountBeforeItIsQuiet() {
        unseen.look(1, true, now());
        unseen.look(0, true, now());
        assertThat(skipped).isZero();
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

    private int settled() {
        unseen.look(0, true, now() + Duration.ofSeconds(2).toNanos());
        return skipped;
    }

    private static long now() {
        return System.nanoTime();
    }
}
