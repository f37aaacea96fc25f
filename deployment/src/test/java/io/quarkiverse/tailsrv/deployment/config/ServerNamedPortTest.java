package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A server can't have the name of a setting for which the configuration's mapping takes it.
 */
class ServerNamedPortTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.active", "false")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"port\".file", "served.log")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"port\".port", "0")
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("quarkus.tailsrv.\"port\": \"port\" can't be the name of a server"));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
