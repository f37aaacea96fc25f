/**
 * The open port: it accepts clients, limits their number, and reloads certificates. It hands on each client as a
 * {@code ClientSocket}, and does not know what is served. It imports {@code tls}, {@code socket}, {@code options} and
 * {@code report}; only {@code server} imports it.
 */
package io.quarkiverse.tailsrv.runtime.port;
