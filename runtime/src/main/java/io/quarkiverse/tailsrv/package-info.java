/**
 * The public API: the servers that {@code quarkus.tailsrv.*} configures, their events, and customizers. It imports nothing from
 * {@code runtime}; all other packages may import it.
 */
package io.quarkiverse.tailsrv;
