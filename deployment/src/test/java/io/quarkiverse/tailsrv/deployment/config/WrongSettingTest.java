package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A setting that can't be used fails the start with the exception that Quarkus tells without a stack trace, and what had
 * been started before is stopped. The demo app's tests have all the settings.
 */
class WrongSettingTest {

    private static final GrowingFile FILE = GrowingFile.of(WrongSettingTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".host", "192.0.2.1")
            .setBeforeAllCustomizer(() -> FILE.create("never served"))
            .assertException(WrongSettingTest::assertTold);

    @Test
    void failsTheStart() {
        fail("The application has started");
    }

    private static void assertTold(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.tailsrv.\"audit\".host: \"192.0.2.1\" is not an address of this machine");
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
        assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
    }
}
