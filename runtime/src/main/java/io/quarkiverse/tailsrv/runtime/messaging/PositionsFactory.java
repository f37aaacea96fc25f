package io.quarkiverse.tailsrv.runtime.messaging;

import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;

/**
 * A kind of {@link Positions} that is there only if the application has more than Reactive Messaging. Beans of it have the
 * value of {@code position-store} as their identifier.
 */
public interface PositionsFactory {

    /**
     * @param source the name under which the position is kept
     * @throws IllegalArgumentException if an attribute is wrong
     */
    Positions create(TailsrvConnectorIncomingConfiguration attributes, String source);
}
