package io.quarkiverse.tailsrv.deployment.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client can't have the name of a group of settings.
 */
class ReservedClientNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"health\".host", "localhost")
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("quarkus.tailsrv.client.\"health\".host: \"health\" can't be the name of a client"));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
