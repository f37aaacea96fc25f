/**
 * One client, from its header to its last byte, and those of one event loop, who take turns. Everything here but what says
 * otherwise runs on the connection's event loop, without locks. It knows nothing of the port that it came by.
 */
package io.quarkiverse.tailsrv.runtime.connection;
