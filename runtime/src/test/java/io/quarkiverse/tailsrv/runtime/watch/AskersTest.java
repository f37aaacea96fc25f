package io.quarkiverse.tailsrv.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class AskersTest {

    private final Askers askers = new Askers();
    private final List<Runnable> answered = new ArrayList<>();

    @Test
    void answersWhoAskedBeforeTheLookBegan() {
        Runnable early = asker();
        askers.lookBegins();
        Runnable late = asker();
        assertThat(answers()).containsExactly(early);
        assertThat(answers()).isEmpty();
        askers.lookBegins();
        assertThat(answers()).containsExactly(late);
    }

    @Test
    void putsOffWhomALookDoesNotAnswer() {
        Runnable asker = asker();
        askers.lookBegins();
        askers.waitForTheNext();
        assertThat(answers()).isEmpty();
        askers.lookBegins();
        assertThat(answers()).containsExactly(asker);
    }

    @Test
    void forgetsWhoHasGoneBeforeAndDuringALook() {
        askers.forget(asker());
        Runnable gone = asker();
        askers.lookBegins();
        askers.forget(gone);
        askers.forget(asker());
        assertThat(answers()).isEmpty();
        askers.lookBegins();
        assertThat(answers()).isEmpty();
    }

    private Runnable asker() {
        Runnable asker = new Runnable() {
            @Override
            public void run() {
                answered.add(this);
            }
        };
        askers.add(asker);
        return asker;
    }

    private List<Runnable> answers() {
        answered.clear();
        askers.answer(Runnable::run);
        return List.copyOf(answered);
    }
}
