package io.quarkiverse.tailsrv.runtime.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.EventLoop;

/**
 * Another event loop, which takes no tasks during {@link #rejectWhile}, as if memory had run out.
 */
final class RejectingEventLoop {

    private static final Set<String> TAKING = Set.of("execute", "schedule");

    private final EventLoop other;
    private boolean rejects;

    RejectingEventLoop(EventLoop other) {
        this.other = other;
    }

    EventLoop eventLoop() {
        return (EventLoop) Proxy.newProxyInstance(EventLoop.class.getClassLoader(), new Class<?>[] { EventLoop.class },
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object... arguments) throws Throwable {
        if (rejects && TAKING.contains(method.getName())) {
            throw new RejectedExecutionException("There is no memory for a task");
        }
        try {
            return method.invoke(other, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    void rejectWhile(Runnable attempt) {
        rejects = true;
        try {
            attempt.run();
        } finally {
            rejects = false;
        }
    }
}
