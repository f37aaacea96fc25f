package io.quarkiverse.tailsrv.deployment.support;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test leaves for when the application is gone. The test's class is loaded within the application, what runs
 * afterwards beside it: this class must be left out of the application's archive, so that both see the same one.
 */
public final class Handover {

    private static final Map<String, Object> LEFT = new ConcurrentHashMap<>();

    private Handover() {
    }

    public static void leave(String name, Object what) {
        LEFT.put(name, what);
    }

    @SuppressWarnings("unchecked")
    public static <T> T take(String name) {
        Object what = LEFT.remove(name);
        if (what == null) {
            throw new IllegalStateException("Nothing was left under " + name);
        }
        return (T) what;
    }
}
