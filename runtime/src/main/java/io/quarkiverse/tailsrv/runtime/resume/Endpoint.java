package io.quarkiverse.tailsrv.runtime.resume;

import java.time.Duration;

import io.quarkus.tls.TlsConfiguration;

/**
 * A server as its clients reach it.
 *
 * @param tls null without TLS
 */
public record Endpoint(String host, int port, TlsConfiguration tls, Duration connectTimeout) {

    /** For messages. */
    public String address() {
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
