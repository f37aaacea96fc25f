/**
 * The readiness check, for applications that have SmallRye Health. Nobody imports it.
 */
package io.quarkiverse.tailsrv.runtime.health;
