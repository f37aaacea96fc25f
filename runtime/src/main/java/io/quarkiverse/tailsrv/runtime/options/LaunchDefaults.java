package io.quarkiverse.tailsrv.runtime.options;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkus.runtime.LaunchMode;

/**
 * Settings that depend on how the application was launched.
 *
 * @param host the one to listen on if none is set
 */
public record LaunchDefaults(String host, boolean isTest) {

    public static LaunchDefaults of(LaunchMode mode) {
        return new LaunchDefaults(mode.isDevOrTest() ? "localhost" : "0.0.0.0", mode == LaunchMode.TEST);
    }

    /** The port to listen on. */
    int port(ServerConfig config) {
        return isTest ? config.testPort() : config.port();
    }

    /** The setting that this port comes from. */
    String portKey() {
        return isTest ? "test-port" : "port";
    }
}
