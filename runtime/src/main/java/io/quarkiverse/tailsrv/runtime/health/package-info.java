/**
 * The readiness check, for applications that have SmallRye Health. It imports {@code server}. No other package may import it.
 */
package io.quarkiverse.tailsrv.runtime.health;
