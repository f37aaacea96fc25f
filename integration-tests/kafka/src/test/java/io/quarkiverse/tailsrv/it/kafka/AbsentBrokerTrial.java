package io.quarkiverse.tailsrv.it.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The broker is away for minutes, while lines are written and another client of the server reads them. Then it is back.
 */
final class AbsentBrokerTrial {

    private static final int PARTITIONS = 3;

    private final Path directory;
    private final Duration absence;
    private final int linesASecond;
    private final AtomicInteger others = new AtomicInteger();
    private long highest;
    private long lowest = Long.MAX_VALUE;

    AbsentBrokerTrial(Path directory, Benchmark.Numbers numbers) {
        this.directory = directory;
        this.absence = Duration.ofMinutes(numbers.number(0, 10));
        this.linesASecond = numbers.number(1, 5_000);
    }

    void run() throws Exception {
        try (Pipeline pipeline = Pipeline.in(directory, PARTITIONS); Tally tally = pipeline.tally()) {
            pipeline.serve();
            pipeline.read();
            int otherBehind;
            long before;
            try (SteadyWriter writer = new SteadyWriter(pipeline.lines(), linesASecond, Integer.MAX_VALUE)) {
                pipeline.lines();
                Thread other = new Thread(() -> readAlong(pipeline.port()), "other-client");
                other.setDaemon(true);
                other.start();
                awaitWarm(tally);
                before = residentKilobytes(pipeline.reading());
                pipeline.broker().process().kill();
                otherBehind = beWithout(pipeline);
                pipeline.broker().start();
            }
            pipeline.awaitAll(tally, Duration.ofMinutes(3));
            int last = pipeline.lines().last();
            System.out.printf(
                    "| minutes | lines | reader's memory before, lowest, highest (MB) | other client behind at most (lines)"
                            + " | lost | doubled |%n|---|---|---|---|---|---|%n");
            System.out.printf("| %d | %d | %d, %d, %d | %d | %d | %d |%n", absence.toMinutes(), last, before >> 10,
                    lowest >> 10,
                    highest >> 10, otherBehind, tally.lostOf(last), tally.doubled());
        }
    }

    private static void awaitWarm(Tally tally) {
        while (tally.update().distinct() < 100_000) {
            Thread.onSpinWait();
        }
    }

    /** @return how many lines the other client was behind at most */
    private int beWithout(Pipeline pipeline) throws IOException {
        int behind = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < absence.toNanos()) {
            long resident = residentKilobytes(pipeline.reading());
            highest = Math.max(highest, resident);
            lowest = Math.min(lowest, resident);
            behind = Math.max(behind, pipeline.lines().last() - others.get());
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return behind;
    }

    private void readAlong(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write("0\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            while (reader.readLine() != null) {
                others.incrementAndGet();
            }
        } catch (IOException e) {
            System.out.println("The other client has lost its connection: " + e);
        }
    }

    private static long residentKilobytes(ChildProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.handle().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong).findFirst().orElseThrow();
    }
}
