package io.quarkiverse.tailsrv.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.property.ServerProperty;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.quarkus.kubernetes.spi.Property;

/**
 * Finds the servers' ports that are known when the application is built.
 */
final class KubernetesPorts {

    private static final String PREFIX = "quarkus.tailsrv.";
    private static final int DEFAULT_PORT = Integer.parseInt(ServerConfig.DEFAULT_PORT);

    /** What Kubernetes accepts as the name of a port. */
    private static final Pattern PORT_NAME = Pattern.compile("(?=.{1,15}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Config config;

    KubernetesPorts(Config config) {
        this.config = config;
    }

    /**
     * Each number once: two servers can't have the same port, so one of them gets another one at run time.
     *
     * @param expected whether there is a server without a name if no server is known
     */
    List<KubernetesPortBuildItem> all(boolean expected) {
        Set<String> named = ServerNames.withFileOrPort(config);
        // The file may be known at run time only
        boolean unnamed = isSet(PREFIX + "file") || named.isEmpty() && expected;
        Map<Integer, KubernetesPortBuildItem> ports = new LinkedHashMap<>();
        Stream.concat(unnamed ? Stream.of("") : Stream.empty(), named.stream()).map(this::port)
                .forEach(port -> ports.merge(port.getPort(), port,
                        (first, second) -> isSurer(second, first) ? second : first));
        return List.copyOf(ports.values());
    }

    private static boolean isSurer(KubernetesPortBuildItem one, KubernetesPortBuildItem other) {
        return one.isEnabled() && (!other.isEnabled() || hasValue(one) && !hasValue(other));
    }

    private static boolean hasValue(KubernetesPortBuildItem port) {
        return port.getSource().flatMap(Property::getValue).isPresent();
    }

    private KubernetesPortBuildItem port(String server) {
        String property = property(server, "port");
        int port = config.getOptionalValue(property, Integer.class).orElse(DEFAULT_PORT);
        boolean active = config.getOptionalValue(property(server, "active"), Boolean.class).orElse(true);
        return KubernetesPortBuildItem.fromRuntimeConfiguration(name(server, port), property, DEFAULT_PORT,
                active && port > 0); // which port 0 becomes is not known here
    }

    /** As it is written, or as it would best be. */
    private String property(String server, String key) {
        if (server.isEmpty()) {
            return PREFIX + key;
        }
        ServerProperty property = new ServerProperty(server, key);
        return !isSet(property.quoted()) && isSet(property.plain()) ? property.plain() : property.quoted();
    }

    private boolean isSet(String property) {
        return ServerNames.isSet(config, property);
    }

    private static String name(String server, int port) {
        String name = "tailsrv-" + server;
        return server.isEmpty() ? "tailsrv" : PORT_NAME.matcher(name).matches() ? name : "tailsrv-" + port;
    }
}
