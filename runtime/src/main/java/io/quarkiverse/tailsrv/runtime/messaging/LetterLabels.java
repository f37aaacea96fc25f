package io.quarkiverse.tailsrv.runtime.messaging;

import io.quarkiverse.tailsrv.messaging.TailMetadata;

/**
 * Says on a line that goes to a dead-letter channel, in the way of another connector, where it comes from and why. Beans of it
 * are there only if the application has that connector.
 */
public interface LetterLabels {

    /**
     * @param reason may be {@code null}
     * @return metadata that the other connector reads, and all others ignore
     */
    Object label(TailMetadata origin, Throwable reason);
}
