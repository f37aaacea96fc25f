package io.quarkiverse.tailsrv.it.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.figures.Latencies;
import io.quarkiverse.tailsrv.it.bench.figures.Measurements;
import io.quarkiverse.tailsrv.it.bench.figures.Words;
import io.quarkiverse.tailsrv.it.bench.load.HttpUser;
import io.quarkiverse.tailsrv.it.bench.load.LineWriter;
import io.quarkiverse.tailsrv.it.bench.load.TailClients;
import io.quarkiverse.tailsrv.it.bench.process.Contender;
import io.quarkiverse.tailsrv.it.bench.process.Directories;
import io.quarkiverse.tailsrv.it.bench.process.ServerProcess;
import io.quarkiverse.tailsrv.it.bench.process.Usage;

/**
 * One app with many files, each with a server, a port and a client of its own.
 *
 * @param linesPerSecond to all files together
 */
record ManyServers(int servers, int linesPerSecond, Duration duration, Duration warmUp) implements Scenario {

    private static final Pattern PORT = Pattern.compile("\"name\":\"s\\d+\",[^{\\[]*\"port\":(\\d+)");
    private static final String METRICS = "/q/metrics";
    private static final String READINESS = "/q/health/ready";

    @Override
    public String group() {
        return "servers";
    }

    @Override
    public String name() {
        return Words.number(servers, 0) + " servers in one app, a client each, " + Words.lines(linesPerSecond) + " to all";
    }

    @Override
    public int clients() {
        return servers;
    }

    @Override
    public String unfitness(Contender contender) {
        return contender.isApp() ? null : "it serves one file";
    }

    @Override
    public void measure(Contender contender, Path directory, Measurements measurements) throws IOException {
        Path place = Files.createTempDirectory(directory, "servers");
        Path[] files = IntStream.range(0, servers).mapToObj(i -> place.resolve("s" + i)).toArray(Path[]::new);
        try (LineWriter writer = new LineWriter(files)) {
            writer.write();
        }
        double alone;
        try (ServerProcess one = ServerProcess.start(contender, files[0], 0)) {
            one.httpPort();
            alone = one.usage().cpuSeconds();
        }
        try (ServerProcess all = ServerProcess.start(contender, files[0], 0, environment(files))) {
            HttpUser user = new HttpUser(all.httpPort());
            measurements.put(Figure.START_CPU, (all.usage().cpuSeconds() - alone) * 1e3 / servers);
            measureTail(all, ports(user), files, measurements);
            measurements.put(Figure.METRICS, millis(user, METRICS));
            measurements.put(Figure.READINESS, millis(user, READINESS));
        }
        Directories.delete(place);
    }

    private static Map<String, String> environment(Path... files) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            environment.put("QUARKUS_TAILSRV__S" + i + "__FILE", files[i].toString());
            environment.put("QUARKUS_TAILSRV__S" + i + "__PORT", "0");
        }
        return environment;
    }

    private List<Integer> ports(HttpUser user) throws IOException {
        List<Integer> ports = PORT.matcher(user.get("/servers")).results()
                .map(server -> Integer.valueOf(server.group(1))).toList();
        if (ports.size() != servers) {
            throw new IllegalStateException("has " + ports.size() + " of " + servers + " servers");
        }
        return ports;
    }

    private void measureTail(ServerProcess server, List<Integer> ports, Path[] files, Measurements measurements)
            throws IOException {
        try (TailClients all = TailClients.connect(ports)) {
            all.follow(linesPerSecond, warmUp, files);
            Usage before = server.usage();
            Latencies latencies = all.follow(linesPerSecond, duration, files);
            measurements.put(Figure.CPU_SHARE, server.usage().since(before).percent(duration));
            latencies.report(measurements);
        }
    }

    private double millis(HttpUser user, String path) throws IOException {
        user.ask(path, warmUp);
        return user.ask(path, duration).micros(50) / 1e3;
    }
}
