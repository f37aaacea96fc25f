/**
 * The backend of the Dev UI's pages, in dev mode only. It imports {@code server} and {@code report}, and
 * {@code follower} and {@code file} to read what is served. No other package may import it.
 */
package io.quarkiverse.tailsrv.runtime.devui;
