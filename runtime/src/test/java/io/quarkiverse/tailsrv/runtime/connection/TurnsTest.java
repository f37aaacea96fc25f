package io.quarkiverse.tailsrv.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;

/**
 * On an event loop that runs what was executed, then what is due by then, and then would look at its sockets.
 */
class TurnsTest {

    private static final long CHUNK = 1 << 17;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> taken = new ArrayList<>();

    @Test
    void takesAFewTurnsBetweenLooksAndLeavesOutNobody() {
        Turns<String> turns = new Turns<>(channel.eventLoop(), name -> {
            taken.add(name);
            return CHUNK;
        });
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        names.forEach(turns::add);
        assertThat(taken).isEmpty();
        channel.runPendingTasks();
        assertThat(taken).hasSize(8); // four as executed, four as due
        channel.runPendingTasks();
        assertThat(taken).isEqualTo(names);
        assertThat(channel.hasPendingTasks()).isFalse();
    }

    @Test
    void putsWhoWantsMoreBehindTheOthers() {
        List<Turns<String>> self = new ArrayList<>();
        Turns<String> turns = new Turns<>(channel.eventLoop(), name -> {
            taken.add(name);
            if (taken.size() < 6) {
                self.get(0).add(name);
            }
            return 2 * CHUNK;
        });
        self.add(turns);
        turns.add("a");
        turns.add("b");
        while (channel.hasPendingTasks()) {
            channel.runPendingTasks();
        }
        assertThat(taken).containsExactly("a", "b", "a", "b", "a", "b", "a");
    }

    /** One after the other: as calls within calls they would need more stack than there is. */
    @Test
    void takesManyTurnsAtOnceIfTheEventLoopTakesNoTask() {
        RejectingEventLoop rejecting = new RejectingEventLoop(channel.eventLoop());
        Turns<String> turns = new Turns<>(rejecting.eventLoop(), name -> {
            taken.add(name);
            return 4 * CHUNK;
        });
        for (int i = 0; i < 20_000; i++) {
            turns.add("a");
        }
        rejecting.rejectWhile(channel::runPendingTasks);
        assertThat(taken).hasSize(20_000);
    }

    @Test
    void takesTurnsAtOnceIfTheEventLoopTakesNoTask() {
        RejectingEventLoop rejecting = new RejectingEventLoop(channel.eventLoop());
        Turns<String> turns = new Turns<>(rejecting.eventLoop(), name -> {
            taken.add(name);
            return 4 * CHUNK;
        });
        rejecting.rejectWhile(() -> turns.add("a"));
        assertThat(taken).containsExactly("a");
        List.of("b", "c", "d").forEach(turns::add);
        rejecting.rejectWhile(channel::runPendingTasks);
        assertThat(taken).containsExactly("a", "b", "c", "d");
        turns.add("e");
        channel.runPendingTasks();
        assertThat(taken).containsExactly("a", "b", "c", "d", "e");
    }
}
