package io.quarkiverse.tailsrv.it.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tailsrv.it.bench.process.Contender;

/**
 * All there is to say, in Markdown.
 */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(String machine, List<Contender> contenders, Map<String, String> transports) {
        out.println("# Benchmark");
        out.println();
        out.println(machine);
        out.println();
        out.println("| Server | Transport | Command |");
        out.println("|---|---|---|");
        for (Contender each : contenders) {
            out.println("| " + each.name() + " | " + transports.get(each.name()) + " | `"
                    + String.join(" ", each.command()) + "` |");
        }
        out.println();
    }

    void end(Results results, List<Contender> contenders) {
        if (!contenders.isEmpty()) {
            table(results, contenders.stream().map(Contender::name).toList());
        }
        results.notes().forEach(note -> out.println("- " + note));
    }

    private void table(Results results, List<String> names) {
        out.println("Medians; behind ± half of how far the lowest and the highest are apart; in brackets: what " + names.get(0)
                + " has, divided by this.");
        out.println();
        out.println(new Table(results, names).print());
        out.println();
    }
}
