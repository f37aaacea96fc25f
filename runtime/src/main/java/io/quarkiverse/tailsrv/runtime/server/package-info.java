/**
 * All servers, and one server from its start to its stop: here a port, a file and connections are put together. It may
 * import every room below, and is imported by the glue and by the optional parts alone.
 */
package io.quarkiverse.tailsrv.runtime.server;
