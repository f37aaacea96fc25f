package io.quarkiverse.tailsrv.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of an application that has ended. In continuous testing, Quarkus starts the next one with the same registry, which
 * would keep them in place of those of the same names.
 */
final class EarlierMeters {

    private EarlierMeters() {
    }

    /**
     * @param tag only those that have this tag
     */
    static void remove(MeterRegistry registry, String tag) {
        registry.getMeters().stream().map(Meter::getId)
                .filter(id -> id.getName().startsWith("tailsrv.") && id.getTag(tag) != null).forEach(registry::remove);
    }
}
