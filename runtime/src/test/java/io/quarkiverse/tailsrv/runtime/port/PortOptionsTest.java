package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.NetServerOptions;

/**
 * Applications may change what has no property, one customizer after the other, and nothing else.
 */
class PortOptionsTest {

    @Test
    void takesWhatHasNoProperty() {
        NetServerOptions made = options(options -> options.setSendBufferSize(4096), options -> options.setTrafficClass(8));
        assertThat(made.getSendBufferSize()).isEqualTo(4096);
        assertThat(made.getTrafficClass()).isEqualTo(8);
        assertThat(made.getHost()).isEqualTo("localhost");
        assertThat(made.getPort()).isEqualTo(4321);
    }

    static List<Arguments> wrong() {
        return List.of(change("host", options -> options.setHost("192.0.2.1")),
                change("port", options -> options.setPort(1)),
                change("tls-configuration-name", options -> options.setSsl(true)),
                change("proxy-protocol", options -> options.setUseProxyProtocol(true)),
                change("stall-timeout", options -> options.setIdleTimeout(1)),
                change("stall-timeout", options -> options.setReadIdleTimeout(1)),
                change("stall-timeout", options -> options.setWriteIdleTimeout(1)));
    }

    private static Arguments change(String key, NetServerOptionsCustomizer customizer) {
        return arguments(key, customizer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void namesThePropertyOfWhatHasOne(String key, NetServerOptionsCustomizer wrong) {
        assertThatThrownBy(() -> options(wrong, options -> options.setLogActivity(true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "A NetServerOptionsCustomizer of the tailsrv server \"<default>\" has changed an option that has a property;"
                                + " set quarkus.tailsrv." + key + " instead");
    }

    private static NetServerOptions options(NetServerOptionsCustomizer... customizers) {
        return new PortOptions(TestOptions.of(), new SocketTransport(), null, List.of(customizers)).netServerOptions();
    }
}
