package io.quarkiverse.tailsrv.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathHintTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "~/app.log | home directory", "~bob/app.log | home directory", "~ | home directory",
            "$HOME/app.log | variables", "${HOME}/app.log | variables", "/var/log/$(hostname).log | variables",
            "file:///var/log/app.log | URL", "file:/var/log/app.log | URL", "https://example.org/app.log | URL",
            "\"/var/log/app.log\" | quotes", "'app.log' | quotes",
            "`/var/log/app.log ` | blank", "`app.log\t` | blank",
            "/var/log/*.log | one file" })
    void saysWhatLooksMistyped(String written, String hint) {
        assertThat(PathHint.of(Path.of(written).toAbsolutePath())).startsWith("; ").contains(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = { "app.log", "/var/log/app.log", "/var/log/app.log~", "/var/log/a~b.log", "/var/log/my app.log",
            "/var/log/it's/Bob's.log", "/var/log/2026-01-31T12:00.log", "/var/log/price$.log", "/C:/app.log" })
    void isSilentAboutAPathThatMayBeMeant(String written) {
        assertThat(PathHint.of(Path.of(written).toAbsolutePath())).isEmpty();
    }

    @Test
    void aCarriageReturnIsNamed() {
        assertThat(PathHint.of(Path.of("/var/log/app.log\r"))).contains("carriage return");
    }
}
