package io.quarkiverse.tailsrv.runtime.socket;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;

/**
 * The event loops of a Vert.x. For any thread.
 */
public final class EventLoops implements Iterable<EventLoop> {

    private final List<EventLoop> all = new ArrayList<>();
    private final boolean epoll;

    public EventLoops(Vertx vertx) {
        for (EventExecutor eventLoop : vertx.nettyEventLoopGroup()) {
            all.add((EventLoop) eventLoop);
        }
        this.epoll = vertx.isNativeTransportEnabled() && vertx.nettyEventLoopGroup() instanceof EpollEventLoopGroup;
    }

    @Override
    public Iterator<EventLoop> iterator() {
        return all.iterator();
    }

    public int count() {
        return all.size();
    }

    /** Whether they wait for sockets by Linux' epoll, with Netty's native transport. */
    boolean isEpoll() {
        return epoll;
    }

    /**
     * @return the one that the current thread runs
     * @throws IllegalStateException it runs none
     */
    public EventLoop current() {
        return all.stream().filter(EventLoop::inEventLoop).findFirst()
                .orElseThrow(() -> new IllegalStateException("\"" + Thread.currentThread() + "\" is no event loop's thread"));
    }

    /** @return completed, on any of them, once each has run all tasks that it has been given by now */
    public CompletableFuture<Void> settle() {
        return CompletableFuture.allOf(all.stream().map(eventLoop -> CompletableFuture.runAsync(() -> {
        }, eventLoop)).toArray(CompletableFuture[]::new));
    }
}
