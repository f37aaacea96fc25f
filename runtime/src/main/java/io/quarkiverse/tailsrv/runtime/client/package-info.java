/**
 * Clients: their settings, and their streams, each of which is put together from connections ({@code resume}) and items
 * ({@code lines}). It imports the public API, these two and {@code thread}. Only {@code glue} imports it, and {@code messaging}
 * does: nothing of it
 * is loaded in an application that has no client.
 */
package io.quarkiverse.tailsrv.runtime.client;
