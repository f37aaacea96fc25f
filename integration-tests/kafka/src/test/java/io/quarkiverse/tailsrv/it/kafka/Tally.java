package io.quarkiverse.tailsrv.it.kafka;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which numbered lines have come to a topic, read from its first record on.
 */
final class Tally implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BitSet come = new BitSet();
    private final Map<Integer, Integer> lastNew = new HashMap<>();
    private int doubled;
    private int outOfOrder;

    Tally(String broker, String topic, int partitions) {
        consumer = consumer(broker, topic, partitions);
    }

    /** Reads all partitions of a topic from their first records on. */
    static KafkaConsumer<byte[], byte[]> consumer(String broker, String topic, int partitions) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100000"), // 500 each tenth of a second are less than what is written
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(java.util.stream.IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition)).toList());
        return consumer;
    }

    /** Reads what is there by now. */
    Tally update() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            count(record);
        }
        return this;
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        int number = NumberedLines.number(record.value());
        if (come.get(number)) {
            doubled++;
            return;
        }
        come.set(number);
        if (lastNew.getOrDefault(record.partition(), 0) > number) {
            outOfOrder++;
        }
        lastNew.put(record.partition(), number);
    }

    /** How many different lines have come. */
    int distinct() {
        return come.cardinality();
    }

    /** The highest number that has come. */
    int highest() {
        return come.length() - 1;
    }

    int lostOf(int last) {
        return last - come.get(1, last + 1).cardinality();
    }

    int doubled() {
        return doubled;
    }

    /** How many lines came, for the first time, behind a later one in their partition. */
    int outOfOrder() {
        return outOfOrder;
    }

    String missing(int last) {
        List<Integer> missing = java.util.stream.IntStream.rangeClosed(1, last).filter(number -> !come.get(number)).limit(20)
                .boxed().toList();
        return "missing, the first of " + lostOf(last) + ": " + missing;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
