/**
 * What is known and can be asked of a client's socket, by transport: Netty's epoll or the JDK's. How a connection begins and
 * ends on the wire, and what Vert.x' own metrics are told of it. It imports nobody here.
 */
package io.quarkiverse.tailsrv.runtime.socket;
