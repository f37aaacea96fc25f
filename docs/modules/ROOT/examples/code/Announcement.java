package io.quarkiverse.tailsrv.deployment.examples;

// tag::announcement[]
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

@ApplicationScoped
public class Announcement {

    void announce(@Observes StartupEvent event, TailServer journal, @TailServerName("audit") TailServer audit,
            TailServers servers) {
        Log.infof("The journal is at %s:%d, the audit trail at %s:%d", journal.host(), journal.port(), audit.host(),
                audit.port());
        servers.all().forEach(server -> Log.infof("%s: %s, %d bytes", server.name(), server.state(), server.length()));
    }
}
// end::announcement[]
