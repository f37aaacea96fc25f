package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Where a named server can't use what is set for all, the message names the property that was set.
 */
class WrongSettingForAllTest {

    private static final GrowingFile FILE = GrowingFile.of(WrongSettingForAllTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.host", "192.0.2.1")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .setBeforeAllCustomizer(() -> FILE.create("never served"))
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("quarkus.tailsrv.host: \"192.0.2.1\" is not an address of this machine"));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
