package io.quarkiverse.tailsrv.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Contenders;
import io.quarkiverse.tailsrv.it.bench.process.Directories;
import io.quarkiverse.tailsrv.it.bench.process.Machine;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenario;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenarios;

/**
 * Measures servers of the protocol side by side: in each round each scenario with each server, one server at a time. The
 * table goes to the standard output, what it is doing to the other one.
 */
public final class Benchmark {

    private static final int WRONG_USAGE = 2;

    private final Options options;
    private final List<Contender> contenders;
    private final Path directory;
    private final Results results = new Results();
    private final Map<String, String> transports = new TreeMap<>();

    private Benchmark(Options options, List<Contender> contenders, Path directory) {
        this.options = options;
        this.contenders = contenders;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            Options options = Options.parse(arguments);
            List<Contender> contenders = options.choose(Contenders.find());
            if (!Machine.isLinux()) {
                throw new IllegalArgumentException("This takes its figures from /proc, which only Linux has");
            }
            if (contenders.isEmpty()) {
                throw new IllegalArgumentException("There is nothing to measure: build the app first, mvn package -DskipTests");
            }
            run(options, contenders);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println();
            System.err.println(Options.USAGE);
            System.exit(WRONG_USAGE);
        }
    }

    private static void run(Options options, List<Contender> contenders) throws IOException {
        if (options.results().isPresent()) {
            Files.createDirectories(options.results().get()); // if it can't be, then before anything is measured
        }
        Path directory = Files.createTempDirectory("tailsrv-benchmark");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory))); // also if it is interrupted
        new Benchmark(options, contenders, directory).run();
    }

    private static void delete(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() throws IOException {
        String description = Machine.description(directory);
        String machine = description + "; load average " + Machine.load() + " before, ";
        List<Contender> startable = tryOut();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : scenarios()) {
                for (Contender contender : startable) {
                    System.err.println("Round " + round + " of " + options.rounds() + ": " + scenario.name() + ": "
                            + contender.name());
                    measure(scenario, contender);
                }
            }
        }
        Report report = new Report(System.out);
        report.begin(machine + Machine.load() + " after; rounds: " + options.rounds()
                + (options.quick() ? ", quick: these figures are noise" : "") + ".", startable, transports);
        report.end(results, startable);
        if (options.results().isPresent()) {
            Csv.write(results, about(description), options.results().get());
        }
    }

    private Map<String, String> about(String machine) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("date", LocalDate.now().toString());
        about.put("machine", machine);
        about.put("rounds", String.valueOf(options.rounds()));
        return about;
    }

    /** Those that can be started; the others are noted. */
    private List<Contender> tryOut() throws IOException {
        Path file = Files.createTempFile(directory, "empty", ".txt");
        List<Contender> startable = new ArrayList<>();
        for (Contender contender : contenders) {
            try {
                String transport = ServerProcess.transport(contender, file);
                transports.put(contender.name(), transport == null ? "its own" : transport);
                startable.add(contender);
            } catch (IOException e) {
                results.note(contender.name() + ": " + messages(e));
            }
        }
        return startable;
    }

    private List<Scenario> scenarios() {
        List<Scenario> all = options.quick() ? Scenarios.quick() : Scenarios.all();
        return options.groups().isEmpty() ? all
                : all.stream().filter(scenario -> options.groups().contains(scenario.group())).toList();
    }

    private void measure(Scenario scenario, Contender contender) throws IOException {
        Measurements measurements = results.of(scenario, contender);
        String reason = reasonToSkip(scenario, contender);
        if (reason != null) {
            measurements.note("not tried: " + reason);
            return;
        }
        try {
            scenario.measure(contender, directory, measurements);
        } catch (IOException | IllegalStateException e) {
            measurements.note(messages(e));
        }
    }

    private static String messages(Exception failure) {
        return Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed())).map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
    }

    private static String reasonToSkip(Scenario scenario, Contender contender) throws IOException {
        if (scenario.unfitness(contender) != null) {
            return scenario.unfitness(contender);
        }
        return scenario.clients() > contender.maxClients() ? "it takes two processes for each client"
                : Machine.shortage(contender, scenario.clients());
    }
}
