/**
 * The meters, for applications that have Micrometer. Nobody imports it.
 */
package io.quarkiverse.tailsrv.runtime.metrics;
