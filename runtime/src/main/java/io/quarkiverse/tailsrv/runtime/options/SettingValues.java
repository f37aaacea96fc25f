package io.quarkiverse.tailsrv.runtime.options;

import java.util.HashMap;
import java.util.Map;

/**
 * Values of one server's settings by the keys of their properties, which may change until they are complete.
 */
final class SettingValues {

    private final String server;
    private final Map<String, Object> byKey = new HashMap<>();
    private boolean complete;

    SettingValues(String server) {
        this.server = server;
    }

    @SuppressWarnings("unchecked")
    <T> T get(String key) {
        return (T) byKey.get(key);
    }

    /**
     * @param value null: it is not set
     * @throws IllegalStateException if they are complete
     */
    void put(String key, Object value) {
        if (complete) {
            throw new IllegalStateException("The settings of the tailsrv server \"" + server
                    + "\" can't be changed any more; remove the server, and add it again");
        }
        byKey.put(key, value);
    }

    /** From now on they can't be changed. */
    void complete() {
        complete = true;
    }
}
