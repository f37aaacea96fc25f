package io.quarkiverse.tailsrv.runtime.report;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * What a server has done since the application started, however often it was stopped and started. Reading it costs those
 * who count nothing.
 */
public final class ServerStatistics {

    private final Map<EventLoop, Traffic> traffic = new IdentityHashMap<>();
    private final Counters<RotationCause> rotations = new Counters<>(RotationCause.class);
    private final Counters<LookTrigger> growths = new Counters<>(LookTrigger.class);
    private final AtomicLong skipped = new AtomicLong();
    private final Map<RefusalReason, LongAdder> refusedAtPort = new EnumMap<>(RefusalReason.class);

    public ServerStatistics(Iterable<EventLoop> eventLoops) {
        eventLoops.forEach(eventLoop -> traffic.put(eventLoop, new Traffic()));
        for (RefusalReason reason : RefusalReason.values()) {
            refusedAtPort.put(reason, new LongAdder());
        }
    }

    public Traffic on(EventLoop eventLoop) {
        return traffic.get(eventLoop);
    }

    public void rotated(RotationCause cause) {
        rotations.add(cause, 1);
    }

    public void grew(LookTrigger trigger) {
        growths.add(trigger, 1);
    }

    /** A client was turned away before it had a connection. */
    public void refusedAtPort(RefusalReason reason) {
        refusedAtPort.get(reason).increment();
    }

    public void skipped(int generations) {
        skipped.addAndGet(generations);
    }

    /** Connections that said where to start. */
    public long opened() {
        return sum(Traffic::openedSoFar);
    }

    /** Connections that were opened and have ended. */
    public long closed(CloseReason reason) {
        return sum(each -> each.closedSoFar(reason));
    }

    /** Clients that were turned away. */
    public long refused(RefusalReason reason) {
        return refusedAtPort.get(reason).sum() + sum(each -> each.refusedSoFar(reason));
    }

    /** Bytes that the system has taken for clients. */
    public long bytesSent(TransferPath path) {
        return sum(each -> each.sentSoFar(path));
    }

    /** How often an event loop has served all who wait at its tail. */
    public long deliveries() {
        return sum(Traffic::deliveries);
    }

    /** How long that took altogether, from when growth was noticed. */
    public long deliveryNanos() {
        return sum(Traffic::deliveryNanos);
    }

    /** How often a file stopped being the one that is served. */
    public long rotations(RotationCause cause) {
        return rotations.get(cause);
    }

    /** How often a look found that the file has grown. */
    public long growths(LookTrigger trigger) {
        return growths.get(trigger);
    }

    /** Generations that came and went between two looks, so that nobody was served them. */
    public long skippedGenerations() {
        return skipped.get();
    }

    private long sum(ToLongFunction<Traffic> figure) {
        return traffic.values().stream().mapToLong(figure).sum();
    }
}
