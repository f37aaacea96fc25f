package io.quarkiverse.tailsrv.deployment.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A TLS configuration that is not there fails the start.
 */
class UnknownClientTlsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".tls-configuration-name", "missing")
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "quarkus.tailsrv.client.\"audit\".tls-configuration-name: \"missing\" can't be used"));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
