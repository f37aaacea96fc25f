package io.quarkiverse.tailsrv.it.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;

/**
 * As {@link Forwarder}, in batches and with a producer of its own: more lines a second.
 */
// tag::batch-forwarder[]
@ApplicationScoped
public class BatchForwarder {

    private final Map<String, Object> broker;
    private final String topic;
    private Producer<byte[], byte[]> producer;

    BatchForwarder(@Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "batches.topic") String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    @PostConstruct
    void open() {
        Map<String, Object> settings = new HashMap<>(broker); // kafka.bootstrap.servers and all other kafka.*
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Incoming("batches")
    @Blocking // send waits while the broker is away; in the order of the batches, one at a time
    CompletionStage<Void> forward(Message<List<byte[]>> batch) {
        Confirmations confirmations = new Confirmations(batch);
        try {
            for (byte[] line : batch.getPayload()) {
                producer.send(new ProducerRecord<>(topic, line), confirmations);
            }
        } catch (RuntimeException e) { // the producer can't go on, or is closed
            confirmations.fail(e);
        }
        return CompletableFuture.completedFuture(null); // the next batch may come; this one is acknowledged later
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
// end::batch-forwarder[]
