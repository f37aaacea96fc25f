package io.quarkiverse.tailsrv.runtime.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

class ServerOptionsTest {

    @Test
    void hasTheDocumentedDefaults() {
        ServerOptions options = TestOptions.of();
        assertThat(options.file()).isEqualTo(Path.of("app.log").toAbsolutePath());
        assertThat(options.host()).isEqualTo("localhost");
        assertThat(options.port()).isEqualTo(4321);
        assertThat(options.acceptBacklog()).isEqualTo(16384);
        assertThat(options.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.rotationGrace()).isEqualTo(options.pollInterval());
        assertThat(options.onRotation()).isEqualTo(RotationPolicy.CLOSE);
        assertThat(options.headerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.maxConnections()).isEqualTo(Integer.MAX_VALUE);
        assertThat(options.stallTimeout()).isZero();
        assertThat(options.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({ "port,-1", "port,65536", "accept-backlog,0", "accept-backlog,-5", "poll-interval,0", "poll-interval,-1",
            "poll-interval,PT0.0005S", "poll-interval,366D", "rotation-grace,-1", "rotation-grace,PT0.0005S",
            "rotation-grace,366D", "header-timeout,-1", "header-timeout,PT0.0005S",
            "header-timeout,366D", "shutdown-timeout,-1", "shutdown-timeout,366D", "max-connections,0", "max-connections,-1",
            "stall-timeout,-1", "stall-timeout,366D" })
    void refusesWhatIsOutOfRange(String key, String value) {
        assertThatThrownBy(() -> TestOptions.of(key, value)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv." + key + ": \"").hasMessageContaining("\" is out of range; use ");
    }

    @ParameterizedTest
    @CsvSource({ "port,0", "port,65535", "accept-backlog,1", "poll-interval,PT0.001S", "rotation-grace,0",
            "rotation-grace,365D", "header-timeout,0", "header-timeout,365D", "shutdown-timeout,0", "max-connections,1",
            "stall-timeout,0", "stall-timeout,PT0.001S" })
    void takesTheEndsOfTheRange(String key, String value) {
        assertThat(TestOptions.of(key, value)).isNotNull();
    }

    @Test
    void looksOftenAndIsPatientAllTheSame() {
        ServerOptions options = TestOptions.of("poll-interval", "0.1S", "rotation-grace", "5S");
        assertThat(options.pollInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(options.rotationGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(TestOptions.of("poll-interval", "3S").rotationGrace()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aTestHasAPortOfItsOwn() {
        LaunchDefaults test = LaunchDefaults.of(LaunchMode.TEST);
        assertThat(TestOptions.of(test, "port", "5000").port()).isZero();
        assertThat(TestOptions.of(test, "port", "5000", "test-port", "5001").port()).isEqualTo(5001);
        assertThat(TestOptions.of("port", "5000", "test-port", "5001").port()).isEqualTo(5000);
        assertThatThrownBy(() -> TestOptions.of(test, "test-port", "65536"))
                .hasMessageStartingWith("quarkus.tailsrv.test-port: \"65536\" is out of range");
        assertThat(TestOptions.of(test).unusable("port", 0, "is in use"))
                .hasMessage("quarkus.tailsrv.test-port: \"0\" is in use");
    }

    @Test
    void aTestFindsAWrongPort() {
        assertThatThrownBy(() -> TestOptions.of(LaunchDefaults.of(LaunchMode.TEST), "port", "65536"))
                .hasMessageStartingWith("quarkus.tailsrv.port: \"65536\" is out of range");
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThatThrownBy(() -> TestOptions.of("file", "app\u0000.log")).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.tailsrv.file: \"app\\u0000.log\" is not a path: Nul character not allowed");
        assertThatThrownBy(() -> TestOptions.of("file", "Pr\u00fcfung\u0000.log")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("start the application with LC_ALL=C.UTF-8");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThat(TestOptions.of().unusable("host", "localhost\r", "can't be used with \"a\nb\"")).hasMessage(
                "quarkus.tailsrv.host: \"localhost\\u000d\" can't be used with \"a\\u000ab\"");
    }

    @Test
    void namesPropertiesAsTheyAreWritten() {
        assertThat(ServerOptions.property("<default>", "port")).isEqualTo("quarkus.tailsrv.port");
        assertThat(ServerOptions.property("audit", "port")).isEqualTo("quarkus.tailsrv.\"audit\".port");
    }
}
