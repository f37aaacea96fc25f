package io.quarkiverse.tailsrv.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    private final ConnectionLimit all = new ConnectionLimit(connections -> 3);
    private final ConnectionLimit one = new ConnectionLimit(2, all);
    private final ConnectionLimit other = new ConnectionLimit(2, all);

    @Test
    void hasRoomForSoMany() {
        assertThat(one.acquire()).isNull();
        assertThat(one.acquire()).isNull();
        assertThat(one.acquire()).isSameAs(one);
        one.release();
        assertThat(one.acquire()).isNull();
    }

    @Test
    void isBoundByTheWiderOneAndTakesNothingOfItInVain() {
        one.acquire();
        one.acquire();
        assertThat(one.acquire()).isSameAs(one);
        assertThat(other.acquire()).isNull();
        assertThat(other.acquire()).isSameAs(all);
        one.release();
        assertThat(other.acquire()).isNull();
        assertThat(one.acquire()).isSameAs(all);
    }

    @Test
    void knowsWhoseItIs() {
        assertThat(one.isOwn()).isTrue();
        assertThat(all.isOwn()).isFalse();
    }
}
