/**
 * A line's way as a message: how many are in flight, how far they have been acknowledged, what is done with those that fail. Of
 * {@code runtime} it imports {@code messaging.position} and {@code thread}.
 */
package io.quarkiverse.tailsrv.runtime.messaging.line;
