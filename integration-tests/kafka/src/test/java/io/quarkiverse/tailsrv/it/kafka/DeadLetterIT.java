package io.quarkiverse.tailsrv.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the settings that the page shows, a line that can't be written goes to another topic. The others go on, each with its
 * key.
 */
class DeadLetterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REJECTED = "rejected";
    private static final int PARTITIONS = 3;

    /** For the channel of the lines, not for that of the letters. */
    private static final int TOO_LONG = 10_000;

    @TempDir
    Path directory;

    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        pipeline = Pipeline.in(directory, PARTITIONS);
        pipeline.broker().create(REJECTED);
        pipeline.serve();
        Path settings = Path.of(DeadLetterIT.class.getResource("/letters.properties").toURI());
        pipeline.read("-Dsmallrye.config.locations=" + settings, "-Dmp.messaging.outgoing.log.max.request.size=" + TOO_LONG);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void hasTheLineAndWhereItWas() throws Exception {
        pipeline.lines().append(10);
        long offset = Files.size(pipeline.file());
        Files.writeString(pipeline.file(), "x".repeat(TOO_LONG) + "\n", StandardOpenOption.APPEND);
        pipeline.lines().append(10);

        assertThat(records(Pipeline.TOPIC, 20)).hasSize(20)
                .allSatisfy(record -> assertThat(record.key()).asString().isEqualTo("logserver"));
        ConsumerRecord<byte[], byte[]> letter = records(REJECTED, 1).get(0);
        assertThat(letter.value()).hasSize(TOO_LONG);
        assertThat(letter.headers().lastHeader("dead-letter-file-offset").value()).asString().isEqualTo("" + offset);
        assertThat(letter.headers().lastHeader("dead-letter-exception-class-name").value()).asString()
                .endsWith("RecordTooLargeException");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = Tally.consumer(pipeline.broker().address(), topic, PARTITIONS)) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                assertThat(records).as(() -> pipeline.reading().output()).hasSizeGreaterThanOrEqualTo(count);
            });
            return records;
        }
    }
}
