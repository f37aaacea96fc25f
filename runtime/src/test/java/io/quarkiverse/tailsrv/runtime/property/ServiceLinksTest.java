package io.quarkiverse.tailsrv.runtime.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;

/**
 * What the kubelet sets for a Service is told from what a pod sets.
 */
class ServiceLinksTest {

    private static final Map<String, String> FILE = Map.of("quarkus.tailsrv.file", "app.log", "quarkus.tailsrv.port", "5000");

    @Test
    void aServiceOfThisNameIsPassedOver() {
        Map<String, String> environment = links("QUARKUS_TAILSRV", "10.96.12.7");
        environment.put("HOME", "/");
        ServiceLinks links = new ServiceLinks(environment);
        assertThat(links.others()).containsExactly(Map.entry("HOME", "/"));
        assertThat(links.warnings()).singleElement().asString()
                .contains("the Service \"quarkus-tailsrv\"", "QUARKUS_TAILSRV_PORT", "enableServiceLinks: false");
        Map<String, ServerConfig> servers = servers(environment, FILE);
        assertThat(servers).containsOnlyKeys(TailsrvConfig.DEFAULT_NAME);
        assertThat(servers.get(TailsrvConfig.DEFAULT_NAME).port()).isEqualTo(5000);
        assertThat(servers.get(TailsrvConfig.DEFAULT_NAME).host()).isEmpty();
    }

    @Test
    void soIsAServiceOfALongerName() {
        Map<String, String> environment = links("QUARKUS_TAILSRV_DEMO", "fd00::7");
        ServiceLinks links = new ServiceLinks(environment);
        assertThat(links.others()).isEmpty();
        assertThat(links.warnings()).singleElement().asString().contains("the Service \"quarkus-tailsrv-demo\"");
        assertThat(servers(environment, Map.of())).containsOnlyKeys(TailsrvConfig.DEFAULT_NAME);
        assertThat(servers(environment, Map.of("quarkus.tailsrv.\"demo\".port", "5000")).get("demo").port()).isEqualTo(5000);
    }

    @Test
    void aServiceWithSeveralPortsToo() {
        Map<String, String> environment = links("QUARKUS_TAILSRV", "10.96.12.7");
        environment.put("QUARKUS_TAILSRV_SERVICE_PORT_DNS", "53");
        environment.put("QUARKUS_TAILSRV_PORT_53_UDP", "udp://10.96.12.7:53");
        environment.put("QUARKUS_TAILSRV_PORT_53_UDP_PROTO", "udp");
        environment.put("QUARKUS_TAILSRV_PORT_53_UDP_PORT", "53");
        environment.put("QUARKUS_TAILSRV_PORT_53_UDP_ADDR", "10.96.12.7");
        assertThat(new ServiceLinks(environment).others()).isEmpty();
        assertThat(new ServiceLinks(environment).warnings()).hasSize(1);
    }

    @Test
    void whatThePodSetsItselfCounts() {
        Map<String, String> environment = links("QUARKUS_TAILSRV", "10.96.12.7");
        Map<String, String> own = Map.of("QUARKUS_TAILSRV_PORT", "4322", "QUARKUS_TAILSRV_FILE", "env.log",
                "QUARKUS_TAILSRV_SERVICE_HOST", "127.0.0.1", "QUARKUS_TAILSRV_SERVICE_PORT", "4323",
                "QUARKUS_TAILSRV__AUDIT__PORT", "4324");
        environment.putAll(own);
        assertThat(new ServiceLinks(environment).others()).isEqualTo(own);
        assertThat(servers(environment, FILE).get("service").port()).isEqualTo(4323);
    }

    /** A URL is no setting, whatever else there is. What could be one is, unless it repeats a part of the URL. */
    @Test
    void soIsWhatIsLeftOfIt() {
        Map<String, String> left = Map.of("QUARKUS_TAILSRV_PORT", "tcp://10.96.12.7:80", "QUARKUS_TAILSRV_SERVICE_PORT", "80",
                "QUARKUS_TAILSRV_SERVICE_HOST", "10.96.12.7");
        for (Map<String, String> each : List.of(left, Map.of("QUARKUS_TAILSRV_PORT", "tcp://10.96.12.7:80"),
                Map.of("QUARKUS_TAILSRV_PORT_80_TCP", "tcp://10.96.12.7:80"),
                Map.of("QUARKUS_TAILSRV_DEMO_PORT", "tcp://[fd00::7]:80", "QUARKUS_TAILSRV_DEMO_SERVICE_HOST", "fd00::7"))) {
            assertThat(new ServiceLinks(each).others()).isEmpty();
            assertThat(new ServiceLinks(each).warnings()).hasSize(1);
            assertThat(servers(each, FILE).get(TailsrvConfig.DEFAULT_NAME).port()).isEqualTo(5000);
        }
        Map<String, String> own = Map.of("QUARKUS_TAILSRV_SERVICE_PORT", "4323", "QUARKUS_TAILSRV_SERVICE_HOST", "127.0.0.1");
        Map<String, String> both = new HashMap<>(own);
        both.put("QUARKUS_TAILSRV_PORT", "tcp://10.96.12.7:80");
        assertThat(new ServiceLinks(both).others()).isEqualTo(own);
    }

    /** They have no Service's variables, but the container's name, and all of its environment. */
    @Test
    void linksOfDockerDoNoHarm() {
        Map<String, String> environment = links("QUARKUS_TAILSRV", "172.17.0.2");
        environment.keySet().removeIf(name -> name.contains("_SERVICE_"));
        environment.put("QUARKUS_TAILSRV_NAME", "/web/quarkus-tailsrv");
        environment.put("QUARKUS_TAILSRV_ENV_PATH", "/usr/bin");
        environment.put("QUARKUS_TAILSRV_ENV_HOSTNAME", "web");
        assertThat(servers(environment, FILE)).containsOnlyKeys(TailsrvConfig.DEFAULT_NAME);
        assertThat(servers(environment, FILE).get(TailsrvConfig.DEFAULT_NAME).port()).isEqualTo(5000);
    }

    @Test
    void withoutSuchAServiceNothingIs() {
        Map<String, String> environment = links("OTHER", "10.96.12.7");
        environment.putAll(links("QUARKUS_TAILSRVX", "10.96.12.8"));
        environment.put("QUARKUS_TAILSRV_PORT", "10.96.12.7:80"); // an error of the user's, which is to be told as one
        ServiceLinks links = new ServiceLinks(environment);
        assertThat(links.isEmpty()).isTrue();
        assertThat(links.others()).isEqualTo(environment);
        assertThat(links.warnings()).isEmpty();
    }

    private static Map<String, ServerConfig> servers(Map<String, String> environment, Map<String, String> properties) {
        SmallRyeConfig config = TestConfig.builder(environment).addDefaultSources()
                .withSources(new PropertiesConfigSource(properties, "test", 250)).build();
        return new NamedServers(config, config.getConfigMapping(TailsrvConfig.class).servers(), Set.of()).all();
    }

    private static Map<String, String> links(String prefix, String address) {
        String url = "tcp://" + (address.contains(":") ? '[' + address + ']' : address) + ":80";
        Map<String, String> variables = new HashMap<>();
        variables.put(prefix + "_SERVICE_HOST", address);
        variables.put(prefix + "_SERVICE_PORT", "80");
        variables.put(prefix + "_SERVICE_PORT_HTTP", "80");
        variables.put(prefix + "_PORT", url);
        variables.put(prefix + "_PORT_80_TCP", url);
        variables.put(prefix + "_PORT_80_TCP_PROTO", "tcp");
        variables.put(prefix + "_PORT_80_TCP_PORT", "80");
        variables.put(prefix + "_PORT_80_TCP_ADDR", address);
        return variables;
    }
}
