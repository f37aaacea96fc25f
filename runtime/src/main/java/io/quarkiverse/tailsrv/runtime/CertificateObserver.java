package io.quarkiverse.tailsrv.runtime;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.tls.CertificateUpdatedEvent;

/**
 * Hears of new certificates from Quarkus' TLS registry, or from the application.
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
