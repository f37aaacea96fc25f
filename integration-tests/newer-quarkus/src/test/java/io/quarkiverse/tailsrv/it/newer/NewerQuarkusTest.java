package io.quarkiverse.tailsrv.it.newer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Runs beside the test that a new application comes with, and makes sure of what both are run on.
 */
@QuarkusTest
class NewerQuarkusTest {

    @Inject
    TailServer server;

    @ConfigProperty(name = "newer-quarkus.version")
    String newer;

    @Test
    void isOnNewerQuarkus() throws IOException {
        assertThat(ServedLog.line(server.host(), server.port(), "powered by")).contains("(powered by Quarkus " + newer + ")");
    }
}
