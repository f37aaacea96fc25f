/**
 * Where a channel's position is kept: in a file, or in a store of the application's. Of {@code runtime} it imports
 * {@code thread}.
 */
package io.quarkiverse.tailsrv.runtime.messaging.position;
