package io.quarkiverse.tailsrv.it.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A whole file into a topic of one partition, by each way that there is, in turn. What is measured are three
 * quarters of the lines: the first fifth is for programs to warm up.
 */
final class ThroughputTrial {

    private record Result(double linesASecond, double cpuMicrosALine) {
    }

    private final Path directory;
    private final int last;
    private final int rounds;
    private final List<String> ways; // all if it is empty
    private final Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);

    ThroughputTrial(Path directory, Benchmark.Numbers numbers) {
        this.directory = directory;
        this.last = numbers.number(0, 2_000_000);
        this.rounds = numbers.number(1, 3);
        this.ways = Stream.of(numbers.word(2, "").split(",")).filter(way -> !way.isEmpty()).toList();
    }

    void run() throws Exception {
        Path file = directory.resolve("whole.log");
        new NumberedLines(file).append(last);
        List<Contender> contenders = Stream.of(Contender.values()).filter(Contender::isThere)
                .filter(contender -> ways.isEmpty() || ways.contains(contender.name())).toList();
        try (BrokerProcess broker = BrokerProcess.started(directory, 1)) {
            for (int round = 0; round < rounds; round++) {
                for (Contender contender : contenders) {
                    Result result = measure(contender, file, broker, contender.name().toLowerCase() + "-" + round);
                    results.computeIfAbsent(contender, any -> new ArrayList<>()).add(result);
                }
            }
        }
        System.out.printf("| way | lines/s, median of %d | CPU for each line (microseconds) |%n|---|---|---|%n", rounds);
        results.forEach((contender, all) -> System.out.printf("| %s | %.0f | %.2f |%n", contender,
                median(all.stream().map(Result::linesASecond).toList()),
                median(all.stream().map(Result::cpuMicrosALine).toList())));
    }

    private Result measure(Contender contender, Path file, BrokerProcess broker, String topic) throws Exception {
        List<ChildProcess> processes = contender.start(directory, file, broker.address(), topic);
        try (KafkaConsumer<byte[], byte[]> ends = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long first = awaitEnd(ends, partition, last / 5);
            long start = System.nanoTime();
            Duration cpu = cpu(processes);
            long end = awaitEnd(ends, partition, last - last / 20); // kcat keeps the last lines until others come
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result((end - first) / seconds, cpu(processes).minus(cpu).toNanos() / 1e3 / (end - first));
        } finally {
            processes.forEach(ChildProcess::close);
        }
    }

    private static long awaitEnd(KafkaConsumer<byte[], byte[]> ends, TopicPartition partition, long least) {
        long end;
        while ((end = ends.endOffsets(List.of(partition)).getOrDefault(partition, 0L)) < least) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return end;
    }

    private static Duration cpu(List<ChildProcess> processes) {
        return processes.stream().map(ChildProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
