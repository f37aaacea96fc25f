/**
 * All servers, and how each one is put together from a port, a file and connections. It may import every package of
 * {@code runtime} except its root and the optional ones. Only the root, {@code devui}, {@code health} and
 * {@code metrics} import it.
 */
package io.quarkiverse.tailsrv.runtime.server;
