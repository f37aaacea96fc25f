package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that needs a server which is not active fails at its start, not at the first use.
 */
class InjectedInactiveTest {

    private static final GrowingFile FILE = GrowingFile.of(InjectedInactiveTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".active", "false")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertException(thrown -> assertThat(thrown)
                    .satisfies(it -> assertThat(it.getClass().getName()).isEqualTo(InactiveBeanException.class.getName()))
                    .hasMessageContaining("There is no tailsrv server \"audit\"; set quarkus.tailsrv.\"audit\".file, and do not"
                            + " set quarkus.tailsrv.\"audit\".active to false"));

    @Singleton
    public static class NeedsAudit {

        @Inject
        @TailServerName("audit")
        TailServer audit;
    }

    @Inject
    NeedsAudit needsAudit;

    @Test
    void failsTheStart() {
        fail("The application has started");
    }
}
