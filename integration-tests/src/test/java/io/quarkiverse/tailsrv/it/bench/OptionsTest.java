package io.quarkiverse.tailsrv.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenarios;

class OptionsTest {

    private static final List<Contender> FOUND = List.of(Contender.of("app", List.of("java")),
            Contender.of("tailsrv", List.of("tailsrv")));

    @Test
    void measuresEverythingByDefault() {
        Options options = Options.parse();
        assertThat(options).isEqualTo(new Options(false, 3, List.of(), List.of(), List.of(), Optional.empty()));
        assertThat(options.choose(FOUND)).isEqualTo(FOUND);
    }

    @Test
    void oneRoundIsQuickUnlessMoreAreAskedFor() {
        assertThat(Options.parse("--quick").rounds()).isEqualTo(1);
        assertThat(Options.parse("--rounds=2", "--quick").rounds()).isEqualTo(2);
    }

    @Test
    void choosesScenariosAndServers() {
        Options options = Options.parse("--only=tail,idle", "--servers=mine,app", "mine=serve -p {port} {file} {bytes}");
        assertThat(options.groups()).containsExactly("tail", "idle");
        List<Contender> chosen = options.choose(FOUND);
        assertThat(chosen).extracting(Contender::name).containsExactly("mine", "app");
        assertThat(chosen.get(0).command(7, Path.of("a b"), -100)).containsExactly("serve", "-p", "7", "a b", "100");
        assertThat(chosen.get(0).command(7, Path.of("a b"), 0)).endsWith("+1");
    }

    @Test
    void theHelpNamesAllGroups() {
        assertThat(Options.USAGE.replaceAll("\\s+", " ")).contains("of " + String.join(", ", Scenarios.groups()) + " --");
    }

    @Test
    void writesFiguresWhereItIsTold() {
        assertThat(Options.parse("--results=a b").results()).contains(Path.of("a b"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "--rounds=0", "--rounds=", "--rounds=three", "--only=everything", "--fast", "--results=", "mine",
            "mine=" })
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> Options.parse(argument)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"");
    }

    @Test
    void refusesServersThatAreNotThere() {
        assertThatThrownBy(() -> Options.parse("--servers=app,native").choose(FOUND))
                .hasMessage("--servers: \"native\" is not there; there are [app, tailsrv]");
    }
}
