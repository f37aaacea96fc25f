package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Singleton;

import org.apache.kafka.common.header.internals.RecordHeaders;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.LetterLabels;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/**
 * Has the records of dead letters say why they are there, in the headers that Kafka's connector writes for its own.
 */
@Singleton
public class LetterHeaders implements LetterLabels {

    @Override
    public Object label(TailMetadata origin, Throwable reason) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "exception-class-name", reason.getClass().getName());
        add(headers, "reason", reason.getMessage());
        if (reason.getCause() != null) {
            add(headers, "cause-class-name", reason.getCause().getClass().getName());
            add(headers, "cause", reason.getCause().getMessage());
        }
        add(headers, "server", origin.server());
        add(headers, "generation", String.valueOf(origin.generation()));
        add(headers, "offset", String.valueOf(origin.offset()));
        return OutgoingKafkaRecordMetadata.builder().withHeaders(headers).build();
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add("dead-letter-" + name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
