package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/**
 * Positions in a topic. Each record has that of its line in a header: Kafka's connector takes the header from a message's
 * metadata, and methods between the channels pass metadata on.
 */
final class TopicPositions implements Positions {

    private final String source;
    private final String topic;
    private final int lookBack;
    private final Supplier<Map<String, Object>> consumerProperties;

    private volatile Run run = Run.of(1);

    TopicPositions(String source, String topic, int lookBack, Supplier<Map<String, Object>> consumerProperties) {
        this.source = source;
        this.topic = topic;
        this.lookBack = lookBack;
        this.consumerProperties = consumerProperties;
    }

    @Override
    public Optional<TailPosition> load() throws TimeoutException {
        FoundRuns found = new FoundRuns(source);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties.get(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            new TopicEnds(consumer, topic, lookBack).read(record -> add(record, found));
        }
        run = found.next();
        return found.position();
    }

    /** The first position is written with the first line. */
    @Override
    public boolean forgetsBeginning() {
        return true;
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, FoundRuns found) {
        Header header = record.headers().lastHeader(PositionHeader.NAME);
        if (header != null) {
            found.add(header.value());
        }
    }

    @Override
    public Object metadata(TailLine line, long sequence, long acknowledged) {
        PositionHeader header = new PositionHeader(run, sequence, acknowledged, line.position(), source);
        return OutgoingKafkaRecordMetadata.builder()
                .withHeaders(new RecordHeaders().add(new RecordHeader(PositionHeader.NAME, header.toBytes())))
                .build();
    }
}
