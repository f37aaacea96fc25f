package io.quarkiverse.tailsrv.it.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenarios;

/**
 * What is to be measured, and how often.
 *
 * @param groups of scenarios; none means all
 * @param servers by name; none means all
 * @param others servers beside those that are found
 * @param results a directory to write the figures to as well
 */
record Options(boolean quick, int rounds, List<String> groups, List<String> servers, List<Contender> others,
        Optional<Path> results) {

    static final String USAGE = """
            Measures the packaged app beside other servers of its protocol, and prints a table in Markdown.

            java -cp integration-tests/target/test-classes io.quarkiverse.tailsrv.it.bench.Benchmark [OPTION...] [NAME=COMMAND...]

              --quick                 one short round, to see that everything works: its figures are noise
              --rounds=N              how often everything is measured (3)
              --only=GROUP,...        of catch-up, clients, tail, warm, tls, first-minute, idle, stalled, allocation,
                                      neighbours, junk, servers
              --servers=NAME,...      of app, nio, native, tailsrv, socat, and your own; the first is compared with the others
              --results=DIRECTORY     also writes each figure there (figures.csv), and what it was measured with (about.csv)
              NAME=COMMAND            one more server; {port} and {file} are replaced, an app gets them by its environment
            """;

    private static final int ROUNDS = 3;

    /**
     * @throws IllegalArgumentException there is something wrong with them, and what that is
     */
    static Options parse(String... arguments) {
        boolean quick = List.of(arguments).contains("--quick");
        int rounds = quick ? 1 : ROUNDS;
        List<String> groups = List.of();
        List<String> servers = List.of();
        List<Contender> others = new ArrayList<>();
        Optional<Path> results = Optional.empty();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            switch (parts[0]) {
                case "--quick" -> {
                    // known already
                }
                case "--rounds" -> rounds = positive(value);
                case "--only" -> groups = known(value, Scenarios.groups());
                case "--servers" -> servers = List.of(value.split(","));
                case "--results" -> results = Optional.of(directory(value));
                default -> others.add(other(argument, parts[0], value));
            }
        }
        return new Options(quick, rounds, groups, servers, others, results);
    }

    private static int positive(String value) {
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--rounds: \"" + value + "\" is not a number of rounds; use 1 or more");
        }
        return Integer.parseInt(value);
    }

    private static List<String> known(String value, List<String> names) {
        List<String> asked = List.of(value.split(","));
        for (String name : asked) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--only: there is no \"" + name + "\"; use some of " + names);
            }
        }
        return asked;
    }

    private static Path directory(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("--results: \"" + value + "\" is not the name of a directory");
        }
        return Path.of(value);
    }

    private static Contender other(String argument, String name, String command) {
        if (name.startsWith("-") || command.isBlank()) {
            throw new IllegalArgumentException("\"" + argument + "\" is no option, nor NAME=COMMAND");
        }
        return Contender.of(name, List.of(command.trim().split("\\s+")));
    }

    /** Of all there are, those that are wanted, in that order. */
    List<Contender> choose(List<Contender> found) {
        List<Contender> all = new ArrayList<>(found);
        all.addAll(others);
        return servers.isEmpty() ? all : servers.stream().map(name -> find(name, all)).toList();
    }

    private static Contender find(String name, List<Contender> all) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--servers: \"" + name + "\" is not there; there are "
                        + all.stream().map(Contender::name).toList()));
    }
}
