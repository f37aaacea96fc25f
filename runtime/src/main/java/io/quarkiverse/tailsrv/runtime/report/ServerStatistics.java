package io.quarkiverse.tailsrv.runtime.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

import io.netty.channel.EventLoop;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * A server's counters since the application started; they survive stops and starts. Reading does not slow down the threads that
 * count.
 */
public final class ServerStatistics {

    /** Of those event loops that have had a client. */
    private final Map<EventLoop, Traffic> traffic = new ConcurrentHashMap<>();
    private final Counters<RotationCause> rotations = new Counters<>(RotationCause.class);
    private final Counters<LookTrigger> growths = new Counters<>(LookTrigger.class);
    private final AtomicLong skipped = new AtomicLong();
    private volatile long lastGeneration;
    private final Map<RefusalReason, LongAdder> refusedAtPort = new EnumMap<>(RefusalReason.class);

    public ServerStatistics() {
        for (RefusalReason reason : RefusalReason.values()) {
            refusedAtPort.put(reason, new LongAdder());
        }
    }

    public Traffic on(EventLoop eventLoop) {
        return traffic.computeIfAbsent(eventLoop, first -> new Traffic());
    }

    public void rotated(RotationCause cause) {
        rotations.add(cause, 1);
    }

    public void grew(LookTrigger trigger) {
        growths.add(trigger, 1);
    }

    /** Counts a client that was turned away at the port. */
    public void refusedAtPort(RefusalReason reason) {
        refusedAtPort.get(reason).increment();
    }

    /** A generation is served. Called by one thread at a time. */
    public void arrived(long generation) {
        lastGeneration = generation;
    }

    /** The number of the last generation that was served, or 0. */
    public long lastGeneration() {
        return lastGeneration;
    }

    public void skipped(int generations) {
        skipped.addAndGet(generations);
    }

    /** The number of connections that have said where to start. */
    public long opened() {
        return sum(Traffic::openedSoFar);
    }

    /** The number of opened connections that have ended. */
    public long closed(CloseReason reason) {
        return sum(each -> each.closedSoFar(reason));
    }

    /** The number of clients that were turned away. */
    public long refused(RefusalReason reason) {
        return refusedAtPort.get(reason).sum() + sum(each -> each.refusedSoFar(reason));
    }

    /** The number of bytes that the operating system has accepted for clients. */
    public long bytesSent(TransferPath path) {
        return sum(each -> each.sentSoFar(path));
    }

    /** How often an event loop has passed growth on to all its connections. */
    public long deliveries() {
        return sum(Traffic::deliveries);
    }

    /** How long these deliveries took in total, each from when growth was noticed. */
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

    /** The number of generations that came and went between two looks, and so were never served. */
    public long skippedGenerations() {
        return skipped.get();
    }

    private long sum(ToLongFunction<Traffic> figure) {
        return traffic.values().stream().mapToLong(figure).sum();
    }
}
