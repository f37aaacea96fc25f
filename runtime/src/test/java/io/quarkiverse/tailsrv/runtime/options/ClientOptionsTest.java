package io.quarkiverse.tailsrv.runtime.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.property.TestConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;

/**
 * What can't be used as a setting of a client, and what is said of it.
 */
class ClientOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "port            | 0      | use 1 to 65535",
            "port            | 65536  | use 1 to 65535",
            "connect-timeout | 0      | such as 10S",
            "connect-timeout | -1S    | such as 10S",
            "backoff-min     | 0      | such as 0.1S",
            "backoff-max     | 0.05S  | not less than quarkus.tailsrv.client.\"audit\".backoff-min",
            "backoff-max     | 366D   | such as 30S",
            "resume-timeout  | 0      | such as 5S",
            "max-attempts    | -1     | 0 for no limit",
            "max-line-length | 0      | such as 1M",
            "max-line-length | 513M   | to 512 MiB, such as 1M",
            "charset         | UTF-16 | use UTF-8",
            "mirror.keep     | -1     | use 0 or more",
            "mirror.copy     | a\u0000b    | is not a path",
            "from            | middle | use start, end, a number of bytes",
            "from            | 1.5    | use start, end, a number of bytes" })
    void aWrongValueIsNamed(String key, String value, String advice) {
        assertThatThrownBy(() -> options("audit", key, value)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.client.\"audit\"." + key + ": \"")
                .hasMessageContaining(advice);
    }

    @Test
    void theClientWithoutANameHasNoneInItsProperties() {
        assertThatThrownBy(() -> options("<default>", "port", "0"))
                .hasMessageStartingWith("quarkus.tailsrv.client.port: \"0\" is out of range");
    }

    @Test
    void theDefaultsCanBeUsed() {
        ClientOptions options = options("audit", "port", "1");
        assertThat(options.name()).isEqualTo("audit");
        assertThat(options.isNeeded()).isFalse();
        assertThat(options.tlsConfigurationName()).isNull();
    }

    private static ClientOptions options(String name, String key, String value) {
        Map<String, String> properties = new HashMap<>(Map.of("quarkus.tailsrv.client.host", "logs"));
        properties.put("quarkus.tailsrv.client." + (name.equals("<default>") ? "" : '"' + name + "\".") + key, value);
        return new ClientOptions(name, TestConfig.builder(Map.of())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(TailsrvClientsConfig.class).clients().get(name));
    }
}
