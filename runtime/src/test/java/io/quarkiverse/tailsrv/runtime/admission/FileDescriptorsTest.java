package io.quarkiverse.tailsrv.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class FileDescriptorsTest {

    private int open;
    private int counts;
    private long now;

    @Test
    void leavesAQuarter() {
        open = 50;
        assertThat(of(1024).forConnections(0)).isEqualTo(768);
        assertThat(of(1 << 20).forConnections(0)).isEqualTo(3 << 18);
    }

    @Test
    void leavesWhatIsInUseAndSomeMoreWhereThereAreFew() {
        open = 100;
        assertThat(of(200).forConnections(0)).isEqualTo(36);
    }

    @Test
    void isNeverNothing() {
        open = 90;
        assertThat(of(100).forConnections(0)).isEqualTo(1);
    }

    @Test
    void countsAgainWhereTheApplicationMayHaveClosedSome() {
        open = 100;
        FileDescriptors few = of(200);
        few.forConnections(0);
        open = 40 + 37;
        assertThat(few.forConnections(37)).as("at once").isEqualTo(36);
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(few.forConnections(36)).as("while there are enough").isEqualTo(36);
        assertThat(few.forConnections(37)).isEqualTo(96);
        open = 80 + 97;
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(few.forConnections(97)).as("never fewer").isEqualTo(96);
    }

    @Test
    void keepsToWhatItKnowsWhereTheyCanNotBeCounted() {
        open = 100;
        FileDescriptors few = of(200);
        few.forConnections(0);
        open = 0;
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(few.forConnections(37)).isEqualTo(36);
    }

    @Test
    void doesNotCountWhereItMakesNoDifference() {
        FileDescriptors many = of(1024);
        many.forConnections(0);
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(many.forConnections(769)).isEqualTo(768);
        assertThat(counts).isEqualTo(1);
    }

    @Test
    void noLimitIsKnown() {
        assertThat(of(Integer.MAX_VALUE).forConnections(1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void asksTheSystem() {
        assertThat(new FileDescriptors(() -> 0).forConnections(0)).isPositive();
    }

    private FileDescriptors of(int limit) {
        return new FileDescriptors(limit, () -> {
            counts++;
            return open;
        }, () -> now);
    }
}
