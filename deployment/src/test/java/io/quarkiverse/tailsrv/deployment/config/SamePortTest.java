package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Two servers of one application can't share a port.
 */
class SamePortTest {

    private static final GrowingFile FILE = GrowingFile.of(SamePortTest.class);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".test-port", PORT)
            .setBeforeAllCustomizer(() -> FILE.create("never served"))
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "quarkus.tailsrv.\"audit\".test-port: \"" + PORT
                                    + "\" is already in use by the server \"<default>\""));

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
