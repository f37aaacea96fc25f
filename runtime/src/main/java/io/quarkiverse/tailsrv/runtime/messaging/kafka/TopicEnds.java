package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The last records of each partition of a topic, as far as they are there when it is looked at. Blocks.
 */
final class TopicEnds {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final int lookBack;

    /**
     * @param lookBack how many offsets of each partition are read. Some of them may have no record: those of transaction
     *        markers,
     *        and of records that compaction has removed.
     */
    TopicEnds(Consumer<byte[], byte[]> consumer, String topic, int lookBack) {
        this.consumer = consumer;
        this.topic = topic;
        this.lookBack = lookBack;
    }

    /**
     * @throws TimeoutException if that takes longer than 30 seconds
     */
    void read(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) throws TimeoutException {
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - lookBack)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(ends)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the end of topic \"" + topic + "\" was not reached in "
                        + PATIENCE.toSeconds() + " seconds");
            }
            consumer.poll(POLL).forEach(records);
        }
    }

    private List<TopicPartition> partitions() {
        try {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
            return infos == null ? List.of()
                    : infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
        } catch (UnknownTopicOrPartitionException e) { // it will be made with the first record
            return List.of();
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }
}
