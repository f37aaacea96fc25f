package io.quarkiverse.tailsrv.it;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Makes the demo's log grow by a line a second.
 */
@ApplicationScoped
class Heartbeat {

    private static final long PERIOD_MILLIS = Duration.ofSeconds(1).toMillis();

    void start(@Observes StartupEvent event, Vertx vertx) {
        AtomicLong beats = new AtomicLong();
        vertx.setPeriodic(PERIOD_MILLIS, timer -> Log.infof("Heartbeat %s", beats.incrementAndGet()));
    }
}
