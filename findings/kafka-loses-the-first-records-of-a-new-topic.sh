#!/usr/bin/env bash
# Kafka 4.1.2, broker and client: where the broker makes a topic by itself, the first records of a partition are lost, though
# acks=all and idempotence are on, and records behind them are written.
#
# The topic's leader is told to clients a moment before the broker serves the partition. A batch that comes in that moment is
# refused (NOT_LEADER_OR_FOLLOWER) and is sent again, but the next batch of the partition, already on its way, finds it open.
# It begins at sequence number 17, say, and the broker takes any number from a producer that it does not know. The first batch
# then is OUT_OF_ORDER_SEQUENCE_NUMBER at each try, which the client takes for something that a retry mends, until
# delivery.timeout.ms is over, two minutes by default. Its records fail with a TimeoutException that does not name the cause,
# and where the callback is not looked at, nothing but warnings is seen. With a delivery.timeout.ms without end, as for a
# broker that may be away for long, they are tried for as long. Nothing is written twice or out of order, unless
# the application sends what has failed again. It happens in one of two to five new topics here. With one request in flight
# (max.in.flight.requests.per.connection=1) it does not. A fix for brokers was merged in August 2026 (KAFKA-15591).
#
# Needs JDK 17 and Maven, 400 MB of memory and a free port. Takes up to five minutes. Seen with kafka_2.13 and kafka-clients
# 4.1.2.
# What we do: the page on Kafka says to create the topic first.
set -euo pipefail
work=$(mktemp --directory)
trap 'kill "${broker:-}" 2> /dev/null || true; wait; rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>kafka-new-topic</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>org.apache.kafka</groupId>
            <artifactId>kafka_2.13</artifactId>
            <version>4.1.2</version>
        </dependency>
        <dependency>
            <groupId>org.slf4j</groupId>
            <artifactId>slf4j-simple</artifactId>
            <version>1.7.36</version>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

read -r port controller < <(python3 -c '
import socket
two = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[s.getsockname()[1] for s in two])')
cat > server.properties <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$work/data
num.partitions=6
offsets.topic.replication.factor=1
PROPERTIES

cat > Produce.java <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes numbers to one new topic after the other, and looks what is in there. */
class Produce {

    private static final int PARTITIONS = 6;
    private static final int RECORDS = 3000;
    private static final int TOPICS = 25;

    private final String broker;
    private final String requests;
    private final Map<Integer, String> failures = new ConcurrentHashMap<>();

    Produce(String broker, String requests) {
        this.broker = broker;
        this.requests = requests;
    }

    public static void main(String[] args) throws Exception {
        int whole = 0;
        for (int i = 0; i < TOPICS; i++) {
            String topic = "topic-" + args[1] + "-" + i;
            Produce produce = new Produce("127.0.0.1:" + args[0], args[1]);
            produce.write(topic);
            String lost = produce.lost(topic);
            if (lost == null) {
                whole++;
            } else {
                System.err.println(args[1] + " in flight, after " + whole + " topics without a loss: " + lost);
                System.out.println(args[1] + " in flight: records were lost, and all of them were the first of their partitions; "
                        + "the failures were " + new TreeSet<>(produce.failures.values()));
                return;
            }
        }
        System.out.println(args[1] + " in flight: " + TOPICS + " topics are whole");
    }

    private void write(String topic) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker, "acks", "all", "enable.idempotence", "true",
                "max.in.flight.requests.per.connection", requests, "delivery.timeout.ms", "15000", "request.timeout.ms", "10000",
                "linger.ms", "0");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                int number = i;
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, String.valueOf(i)), (metadata, failure) -> {
                    if (failure != null) {
                        failures.put(number, failure.getClass().getSimpleName());
                    }
                });
                if (i % 50 == 0) {
                    Thread.sleep(1); // several batches
                }
            }
        }
    }

    private String lost(String topic) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
        Map<Integer, List<Integer>> found = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(java.time.Duration.ofSeconds(1))) {
                    found.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(Integer.valueOf(record.value()));
                }
            }
        }
        StringBuilder lost = new StringBuilder();
        for (int p = 0; p < PARTITIONS; p++) {
            List<Integer> numbers = found.getOrDefault(p, List.of());
            int missing = RECORDS / PARTITIONS - numbers.size();
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) != p + (missing + i) * PARTITIONS) {
                    throw new IllegalStateException("not the first ones: " + numbers);
                }
            }
            if (missing > 0) {
                lost.append(missing).append(" of partition ").append(p).append("  ");
            }
        }
        return lost.isEmpty() ? null : lost.toString();
    }
}
JAVA

quiet=-Dorg.slf4j.simpleLogger.defaultLogLevel=error
java $quiet -cp 'lib/*' kafka.tools.StorageTool format -t MkU3OEVBNTcwNTJENDM2Qg -c server.properties > format.log 2>&1 \
    || { cat format.log; exit 1; }
java -Xmx300m $quiet -cp 'lib/*' kafka.Kafka server.properties > broker.log 2>&1 &
broker=$!
timeout 60 bash -c "until (: < /dev/tcp/127.0.0.1/$port) 2> /dev/null; do sleep 0.5; done" || { cat broker.log; exit 1; }
{
    java $quiet -cp 'lib/*' Produce.java "$port" 5
    java $quiet -cp 'lib/*' Produce.java "$port" 1
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
5 in flight: records were lost, and all of them were the first of their partitions; the failures were [TimeoutException]
1 in flight: 25 topics are whole
SEEN
