package io.quarkiverse.tailsrv.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was measured, value by value, as files of comma-separated values, for programs that make pictures of it.
 */
final class Csv {

    static final String FIGURES = "figures.csv";
    static final String ABOUT = "about.csv";

    private Csv() {
    }

    /** Puts both files into the directory, in place of older ones. */
    static void write(Results results, Map<String, String> about, Path directory) throws IOException {
        Files.write(directory.resolve(FIGURES), figures(results));
        Files.write(directory.resolve(ABOUT), Stream.concat(Stream.of(line("name", "value")),
                about.entrySet().stream().map(fact -> line(fact.getKey(), fact.getValue()))).toList());
    }

    private static List<String> figures(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add(line("group", "work", "clients", "second", "figure", "server", "value"));
        results.rows().forEach((row, servers) -> servers.forEach((server, series) -> series.values()
                .forEach(value -> lines.add(line(row.scenario().group(), row.scenario().name(), row.scenario().clients(),
                        row.second(), row.figure().label, server, value)))));
        return lines;
    }

    private static String line(Object... fields) {
        return Stream.of(fields).map(Object::toString).map(Csv::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
