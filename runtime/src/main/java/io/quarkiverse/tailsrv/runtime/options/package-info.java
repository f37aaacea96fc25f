/**
 * The validated settings of each server, from the configuration and from customizers. It imports {@code config} alone.
 * {@code tls}, {@code port}, {@code connection} and {@code server} import it.
 */
package io.quarkiverse.tailsrv.runtime.options;
