package io.quarkiverse.tailsrv.runtime;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.tls.CertificateUpdatedEvent;

/**
 * Passes on that a TLS configuration has new certificates. Quarkus' TLS registry or the application fires the event.
 */
@Singleton
public class CertificateObserver {

    private final ServerRegistry servers;

    public CertificateObserver(ServerRegistry servers) {
        this.servers = servers;
    }

    void updated(@Observes CertificateUpdatedEvent event) {
        servers.certificateUpdated(event.name());
    }
}
