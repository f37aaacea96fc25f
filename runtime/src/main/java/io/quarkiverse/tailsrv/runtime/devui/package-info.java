/**
 * The backend of the Dev UI page, in dev mode only. It imports only the public API. No other package may import it.
 */
package io.quarkiverse.tailsrv.runtime.devui;
