package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.HttpUser;
import io.quarkiverse.tailsrv.it.bench.load.JunkClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * Clients that send without end behind their headers, and, where the server is an app, somebody who uses its HTTP meanwhile.
 */
record Junk(int clients, Duration duration, Duration warmUp) implements Scenario {

    /** For what the system buffers, and what is taken at first. */
    private static final Duration FILLING = Duration.ofSeconds(2);

    private static final String PAGE = "/q/health/live";

    @Override
    public String group() {
        return "junk";
    }

    @Override
    public String name() {
        return Words.clients(clients) + " that send without end behind their headers";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        try (TailedFile file = TailedFile.serve(contender, directory, 0, warmUp)) {
            try (JunkClients junk = new JunkClients(file.server().port(), clients)) {
                LockSupport.parkNanos(FILLING.toNanos());
                Usage before = file.server().usage();
                LockSupport.parkNanos(duration.toNanos());
                measurements.put(Figure.CPU_SHARE, file.server().usage().since(before).percent(duration));
                junk.end();
            }
            if (contender.isApp()) {
                measureHttp(file, measurements);
            }
        }
    }

    private void measureHttp(TailedFile file, Measurements measurements) throws IOException {
        HttpUser user = new HttpUser(file.server().httpPort());
        user.ask(PAGE, warmUp);
        measurements.put(Figure.HTTP_ALONE, user.ask(PAGE, duration).micros(50));
        try (JunkClients junk = new JunkClients(file.server().port(), clients)) {
            measurements.put(Figure.HTTP, user.ask(PAGE, duration).micros(50));
        }
    }
}
