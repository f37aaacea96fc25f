package io.quarkiverse.tailsrv.runtime.metrics;

import java.util.function.Predicate;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of an application that has ended. In continuous testing, Quarkus starts the next one with the same registry, which
 * would keep them in place of those of the same names.
 */
final class EarlierMeters {

    private EarlierMeters() {
    }

    static void removeServers(MeterRegistry registry) {
        remove(registry, name -> name.startsWith("tailsrv.") && !isClients(name));
    }

    static void removeClients(MeterRegistry registry) {
        remove(registry, EarlierMeters::isClients);
    }

    private static boolean isClients(String name) {
        return name.startsWith("tailsrv.client.");
    }

    private static void remove(MeterRegistry registry, Predicate<String> name) {
        registry.getMeters().stream().map(Meter::getId).filter(id -> name.test(id.getName())).forEach(registry::remove);
    }
}
