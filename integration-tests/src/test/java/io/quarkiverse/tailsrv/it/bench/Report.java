package io.quarkiverse.tailsrv.it.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * All there is to say, in Markdown.
 */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /**
     * @param transports of those servers that tell
     */
    void begin(String machine, List<Contender> contenders, Map<String, String> transports) {
        out.println("# Benchmark");
        out.println();
        out.println(machine);
        out.println();
        out.println("| Server | Transport | Command |");
        out.println("|---|---|---|");
        for (Contender each : contenders) {
            out.println("| " + each.name() + " | " + transports.getOrDefault(each.name(), "its own") + " | `"
                    + String.join(" ", each.command()) + "` |");
        }
        out.println();
    }

    void results(Results results, List<Contender> contenders) {
        List<String> names = contenders.stream().map(Contender::name).toList();
        out.println("Medians; behind ± half of how far the lowest and the highest are apart; in brackets: what " + names.get(0)
                + " has, divided by this.");
        out.println();
        out.println(new Table(results, names).print());
        out.println();
        results.notes().forEach(note -> out.println("- " + note));
    }
}
