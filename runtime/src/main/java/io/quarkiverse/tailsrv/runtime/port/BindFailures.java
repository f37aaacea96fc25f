package io.quarkiverse.tailsrv.runtime.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.report.Failures;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Turns failures to open a port into exceptions that name the property, its value, and what to do. What is wrong is found out
 * by trying: the messages of the system depend on its language, and a {@link java.net.BindException} may be about the host or
 * about the port.
 */
final class BindFailures {

    private static final Logger LOG = Logger.getLogger(BindFailures.class.getPackageName());

    private BindFailures() {
    }

    static ConfigurationException unknownHost(ServerOptions options) {
        return options.unusable("host", options.host(),
                "is not an address of this machine; set one that is, or 0.0.0.0");
    }

    /**
     * Blocks for a moment.
     *
     * @param holder the name of the application's server that has the port, or null
     */
    static ConfigurationException unusable(PortOptions port, InetAddress host, Throwable cause, String holder) {
        ServerOptions options = port.server();
        if (cause instanceof ConfigurationException known) {
            return known;
        }
        String problem = Failures.message(cause);
        if (port.tls() != null && cause instanceof GeneralSecurityException) { // for example of a revocation list
            return options.unusable("tls-configuration-name", port.tls().configurationName(),
                    "can't be used: " + problem + "; correct " + port.tls().properties());
        }
        if (!canListen(host) && canListen(null)) {
            return host.isAnyLocalAddress() ? withoutIpv6(options) : unknownHost(options);
        }
        if (holder != null || cause instanceof IOException && isInUse(host, options.port())) {
            return inUse(options, holder);
        }
        return options.unusable("port", options.port(),
                "can't be opened on " + options.host() + ": " + problem + "; set another port or another host");
    }

    private static ConfigurationException withoutIpv6(ServerOptions options) {
        return options.unusable("host", options.host(),
                "needs IPv6, which this machine or its JVM does not have; set 0.0.0.0 to listen for IPv4");
    }

    private static ConfigurationException inUse(ServerOptions options, String holder) {
        return options.unusable("port", options.port(), "is already in use"
                + (holder == null ? "" : " by the server \"" + holder + "\" of this application")
                + (options.hasDefaultPort() ? "; it is the default, since no port is set for this server" : "")
                + "; set another port" + (holder == null ? " or stop what holds it" : ""));
    }

    /** Whether some port can be opened on the host, or on all addresses if it is null. */
    private static boolean canListen(InetAddress host) {
        return failure(host, 0) == null;
    }

    /**
     * Whether a port is in use, and not forbidden, as some ports are in some containers. It fails as one does that is surely in
     * use: the system says both in the same words, in whatever language.
     */
    private static boolean isInUse(InetAddress host, int port) {
        Exception now = failure(host, port);
        try (ServerSocket holder = new ServerSocket(0, 1, host)) {
            return now == null // it was until a moment ago
                    || now.toString().equals(String.valueOf(failure(host, holder.getLocalPort())));
        } catch (IOException e) {
            LOG.debugf(e, "No port can be opened on %s any more", host);
            return false;
        }
    }

    private static Exception failure(InetAddress host, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, host)) {
            return null;
        } catch (IOException | RuntimeException e) { // with IPv4 only, the JDK throws both
            LOG.debugf(e, "Port %s can't be opened on %s", port, host);
            return e;
        }
    }
}
