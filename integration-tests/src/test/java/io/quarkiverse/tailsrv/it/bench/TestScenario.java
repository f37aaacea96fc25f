package io.quarkiverse.tailsrv.it.bench;

import java.nio.file.Path;

import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.scenario.Scenario;

/**
 * Work whose figures a test makes up.
 */
record TestScenario(String group, String name, int clients) implements Scenario {

    static final TestScenario TAIL = new TestScenario("tail", "tail, 1,000 clients", 1_000);

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) {
        throw new UnsupportedOperationException();
    }
}
