package io.quarkiverse.tailsrv.runtime.options;

import io.quarkus.runtime.LaunchMode;

/**
 * Defaults that depend on how the application was launched.
 */
public record LaunchDefaults(String host, int port) {

    private static final int PORT = 4321;

    public static LaunchDefaults of(LaunchMode mode) {
        return new LaunchDefaults(mode.isDevOrTest() ? "localhost" : "0.0.0.0", mode == LaunchMode.TEST ? 0 : PORT);
    }
}
