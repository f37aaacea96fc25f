package io.quarkiverse.tailsrv.deployment.examples;

// tag::journal[]
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;

@ApplicationScoped
public class Journal {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Cancellable reading;

    @Inject
    @TailClientName("audit")
    TailClient audit;

    void read(@Observes StartupEvent event) {
        reading = audit.lines().subscribe().with(line -> lines.add(line.text()));
    }

    void changed(@ObservesAsync TailGenerationChanged event) {
        lines.add("The file of " + event.client() + " was replaced");
    }

    void stop(@Observes ShutdownEvent event) {
        reading.cancel();
    }
    // end::journal[]

    List<String> lines() {
        return lines;
    }
    // tag::journal[]
}
// end::journal[]
