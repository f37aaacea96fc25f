package io.quarkiverse.tailsrv.runtime;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.runtime.server.TailEndpoints;
import io.quarkus.tls.CertificateUpdatedEvent;

/**
 * Hears of new certificates from Quarkus' TLS registry, or from the application.
 */
@Singleton
public class CertificateObserver {

    private final TailEndpoints endpoints;

    public CertificateObserver(TailEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    void updated(@Observes CertificateUpdatedEvent event) {
        endpoints.certificateUpdated(event.name());
    }
}
