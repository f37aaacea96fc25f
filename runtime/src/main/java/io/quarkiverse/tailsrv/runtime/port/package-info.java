/**
 * The open port: a Vert.x NetServer on each event loop, who is let in, and how certificates are exchanged while clients
 * come. It hands each client on as a {@code ClientSocket} and does not know what is served. It imports {@code tls}, {@code
 * socket}, {@code options} and {@code report}.
 */
package io.quarkiverse.tailsrv.runtime.port;
