/**
 * The connections of clients, from the header to the last byte. Unless documented otherwise, all code runs on the connection's
 * event loop, without locks. It imports {@code config}, {@code options}, {@code report}, {@code header}, {@code input},
 * {@code socket}, {@code transfer} and {@code follower}; only {@code server} imports it.
 */
package io.quarkiverse.tailsrv.runtime.connection;
