/**
 * Sockets and event loops as Vert.x has them: what each transport can do with a client's socket, how its connection begins and
 * ends, what came first on it, and its metrics in Vert.x. It imports no other package of {@code runtime}. Only {@code tls},
 * {@code port}, {@code connection} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.socket;
