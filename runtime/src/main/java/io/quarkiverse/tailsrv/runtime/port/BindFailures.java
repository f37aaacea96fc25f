package io.quarkiverse.tailsrv.runtime.port;

import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Turns failures to open a port into exceptions that name the property, its value, and what to do.
 */
final class BindFailures {

    private BindFailures() {
    }

    static ConfigurationException unknownHost(ServerOptions options) {
        return options.unusable("host", options.host(),
                "is not an address of this machine; set one that is, or 0.0.0.0");
    }

    static ConfigurationException unusable(PortOptions port, Throwable cause) {
        ServerOptions options = port.server();
        if (cause instanceof ConfigurationException known) {
            return known;
        }
        String problem = Failures.message(cause);
        if (port.tls() != null && cause instanceof GeneralSecurityException) { // for example of a revocation list
            return options.unusable("tls-configuration-name", port.tls().configurationName(),
                    "can't be used: " + problem + "; correct " + port.tls().properties());
        }
        if (problem.contains("in use")) {
            return options.unusable("port", options.port(), "is already in use; set another port or stop what holds it");
        }
        if (cause instanceof UnresolvedAddressException || problem.contains("assign requested address")) {
            return unknownHost(options);
        }
        return options.unusable("port", options.port(),
                "can't be opened on " + options.host() + ": " + problem + "; set another port or another host");
    }
}
