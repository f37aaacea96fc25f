package io.quarkiverse.tailsrv.deployment.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A setting of a client that can't be used fails the start.
 */
class WrongClientSettingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".backoff-min", "0")
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("quarkus.tailsrv.client.\"audit\".backoff-min: \"0\" is out of range"));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
