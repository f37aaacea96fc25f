package io.quarkiverse.tailsrv.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Words;

/**
 * Medians of all servers, and what the first one's are divided by those of each other, in Markdown.
 */
final class Table {

    private static final String NOTHING = "-";

    private final Results results;
    private final List<String> servers;

    Table(Results results, List<String> servers) {
        this.results = results;
        this.servers = servers;
    }

    String print() {
        List<String> lines = new ArrayList<>();
        lines.add(line("Work", "Figure", servers));
        lines.add("|---|---|" + "--:|".repeat(servers.size()));
        String last = null;
        for (Map.Entry<Results.Row, Map<String, Series>> row : results.rows().entrySet()) {
            if (row.getKey().second() != Results.Row.WHOLE) {
                continue;
            }
            String scenario = row.getKey().scenario().name();
            lines.add(line(scenario.equals(last) ? "" : scenario, row.getKey().figure().label,
                    servers.stream().map(server -> cell(server, row.getKey().figure(), row.getValue())).toList()));
            last = scenario;
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String cell(String server, Figure figure, Map<String, Series> all) {
        Series own = all.get(server);
        if (own == null) {
            return NOTHING;
        }
        Series first = all.get(servers.get(0));
        String value = Words.number(own.median(), figure.decimals);
        if (own == first) {
            return own.size() > 1 && own.median() > 0 ? value + " ±" + Words.number(own.spread() * 100, 0) + "%" : value;
        }
        return first != null && own.median() > 0 && first.median() > 0
                ? value + " (" + Words.number(first.median() / own.median(), 2) + ")"
                : value;
    }

    private static String line(String work, String figure, List<String> cells) {
        return "| " + work + " | " + figure + " | " + String.join(" | ", cells) + " |";
    }
}
