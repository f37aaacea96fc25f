package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Makes the log grow by a line a second.
 */
@ApplicationScoped
public class Heartbeat {

    @Inject
    Vertx vertx;

    private long timer;
    private int beats;

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(1_000, id -> Log.infof("Heartbeat %d", ++beats));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
