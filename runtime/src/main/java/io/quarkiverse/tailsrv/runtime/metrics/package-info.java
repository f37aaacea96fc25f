/**
 * The meters, for applications that have Micrometer. It imports {@code server}, {@code report}, {@code transfer} and
 * {@code follower}. No other package may import it.
 */
package io.quarkiverse.tailsrv.runtime.metrics;
