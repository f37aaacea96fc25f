package org.acme

import io.quarkus.logging.Log
import io.quarkus.runtime.ShutdownEvent
import io.quarkus.runtime.StartupEvent
import io.vertx.core.Vertx
import jakarta.enterprise.context.ApplicationScoped
import jakarta.enterprise.event.Observes

/**
 * Makes the log grow by a line a second.
 */
@ApplicationScoped
class Heartbeat(private val vertx: Vertx) {

    private var timer = 0L
    private var beats = 0

    fun start(@Observes event: StartupEvent) {
        timer = vertx.setPeriodic(1_000) { Log.info("Heartbeat ${++beats}") }
    }

    fun stop(@Observes event: ShutdownEvent) {
        vertx.cancelTimer(timer)
    }
}
