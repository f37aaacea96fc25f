package io.quarkiverse.tailsrv.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.enterprise.event.Event;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Fires events as asynchronous CDI events. Their observers are called on worker threads.
 */
final class CdiEvents implements Consumer<Object> {

    private final ArcContainer container = Arc.container();

    /** No ClassValue: in dev mode, the types outlive the application, and would keep it. */
    private final Map<Class<?>, Event<Object>> byType = new ConcurrentHashMap<>();

    @Override
    public void accept(Object event) {
        byType.computeIfAbsent(event.getClass(), this::events).fireAsync(event);
    }

    private Event<Object> events(Class<?> type) {
        return container.beanManager().getEvent().select((Class<Object>) type);
    }
}
