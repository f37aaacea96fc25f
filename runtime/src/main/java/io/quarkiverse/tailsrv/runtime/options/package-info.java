/**
 * The settings of each server and client, from the configuration and from customizers, checked and complete. It imports
 * {@code config}, {@code property}, {@code selection}, {@code lines} (for what a client can be told of lines) and
 * {@code thread}. {@code tls}, {@code admission}, {@code port}, {@code connection}, {@code server} and {@code injection} import
 * it.
 */
package io.quarkiverse.tailsrv.runtime.options;
