package io.quarkiverse.tailsrv.runtime.messaging.line;

/**
 * How a channel's lines are parted into messages.
 *
 * @param maxInFlight how many lines there may be from the first that is not acknowledged
 * @param batches whether a message has a list of lines; if not, it has one line
 */
public record Portions(int maxInFlight, boolean batches) {

    /** So that further batches come while the first of them is on its way. */
    private static final int BATCHES_IN_FLIGHT = 4;

    /** How many lines a message has at most. */
    public int largest() {
        return batches ? Math.max(1, maxInFlight / BATCHES_IN_FLIGHT) : 1;
    }
}
