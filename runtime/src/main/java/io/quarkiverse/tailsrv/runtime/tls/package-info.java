/**
 * Encryption: a configuration of Quarkus' TLS registry, found, tried and applied to a NetServer, and the wire of a
 * connection under TLS. It imports {@code socket}, {@code options} and {@code report}.
 */
package io.quarkiverse.tailsrv.runtime.tls;
