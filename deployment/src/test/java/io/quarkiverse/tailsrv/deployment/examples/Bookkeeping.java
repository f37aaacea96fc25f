package io.quarkiverse.tailsrv.deployment.examples;

// tag::bookkeeping[]
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkiverse.tailsrv.TailFileRotated;
import io.quarkus.logging.Log;

@ApplicationScoped
public class Bookkeeping {

    void closed(@ObservesAsync TailConnectionClosed event) {
        Log.infof("%s got %d bytes: %s", event.connection().remoteAddress(), event.connection().bytesSent(), event.reason());
    }

    void rotated(@ObservesAsync TailFileRotated event) {
        Log.infof("%s %s after %d bytes", event.oldFile(), event.cause(), event.oldLength());
    }
}
// end::bookkeeping[]
