package io.quarkiverse.tailsrv.runtime;

import java.util.function.Consumer;

import jakarta.enterprise.event.Event;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * Fires events as asynchronous CDI events. Their observers are called on worker threads.
 */
final class CdiEvents implements Consumer<Object> {

    private final ClassValue<Event<Object>> byType = new ClassValue<>() {
        @Override
        protected Event<Object> computeValue(Class<?> type) {
            return container.beanManager().getEvent().select((Class<Object>) type);
        }
    };
    private final ArcContainer container = Arc.container();

    @Override
    public void accept(Object event) {
        byType.get(event.getClass()).fireAsync(event);
    }
}
