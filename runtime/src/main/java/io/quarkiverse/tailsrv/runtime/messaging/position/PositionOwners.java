package io.quarkiverse.tailsrv.runtime.messaging.position;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which channel keeps its position where. Two of them in one place would pass over each other's lines after a restart. For any
 * thread.
 */
public final class PositionOwners {

    private final Map<Object, String> owners = new ConcurrentHashMap<>();

    /**
     * @param place equal for two positions that would overwrite each other
     * @param property by which the user has chosen the place
     * @return the property of the channel that has the place already; empty if none had, and then this one has it
     */
    public Optional<String> claim(Object place, String property) {
        return Optional.ofNullable(owners.putIfAbsent(place, property));
    }
}
