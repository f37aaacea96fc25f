package io.quarkiverse.tailsrv.it.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends lines of 100 bytes from memory, as fast as Kafka's client can. Its arguments are the broker's address, the topic and
 * the number of lines.
 */
final class BareProducer {

    private BareProducer() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        byte[] line = "x".repeat(99).getBytes(StandardCharsets.US_ASCII);
        int lines = Integer.parseInt(arguments[2]);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0], ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < lines; i++) {
                producer.send(new ProducerRecord<>(arguments[1], line.clone()));
            }
        }
        new CountDownLatch(1).await(); // what it has taken can be asked for as long as it lives
    }
}
