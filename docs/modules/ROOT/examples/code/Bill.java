package io.quarkiverse.tailsrv.deployment.examples;

// tag::bill[]
import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import io.quarkiverse.tailsrv.TailConnectionClosed;
import io.quarkus.logging.Log;
import io.quarkus.virtual.threads.VirtualThreads;

@ApplicationScoped
public class Bill {

    @Inject
    @VirtualThreads
    ExecutorService virtual;

    void closed(@ObservesAsync TailConnectionClosed event) {
        virtual.execute(() -> Log.infof("%d bytes, on %s", event.connection().bytesSent(), Thread.currentThread()));
    }
}
// end::bill[]
