/**
 * TLS: finds configurations in Quarkus' TLS registry, checks them, and encrypts connections. It imports {@code socket},
 * {@code options} and {@code report}. Only {@code port} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.tls;
