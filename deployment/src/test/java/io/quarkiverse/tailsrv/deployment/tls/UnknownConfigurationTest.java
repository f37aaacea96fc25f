package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A TLS configuration that there is not fails the start: nothing is served instead without encryption.
 */
class UnknownConfigurationTest {

    private static final GrowingFile FILE = GrowingFile.of(UnknownConfigurationTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".tls-configuration-name", "nowhere")
            .setBeforeAllCustomizer(() -> FILE.create("never served"))
            .assertException(UnknownConfigurationTest::assertTold);

    @Test
    void failsTheStart() {
        fail("The application has started");
    }

    private static void assertTold(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessage("quarkus.tailsrv.\"audit\""
                + ".tls-configuration-name: \"nowhere\" is not a TLS configuration; set quarkus.tls.\"nowhere\".key-store.*,"
                + " or the name of one that there is");
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
        assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
    }
}
