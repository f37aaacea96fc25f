/**
 * The settings of each server and client, from the configuration and from customizers: how they are looked up, which servers
 * there are, and what is checked. It imports {@code config}, {@code selection}, {@code lines} (for what a client can be told of
 * lines) and {@code thread}. {@code tls}, {@code port}, {@code connection}, {@code server} and {@code injection} import it.
 */
package io.quarkiverse.tailsrv.runtime.options;
