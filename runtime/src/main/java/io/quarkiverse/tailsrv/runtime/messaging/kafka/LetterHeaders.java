package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Singleton;

import org.apache.kafka.common.header.internals.RecordHeaders;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.LetterLabels;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/**
 * Has the records of dead letters say why they are there, in headers as Kafka's connector writes them for its own dead letters,
 * and where in which file the line was.
 */
@Singleton
public class LetterHeaders implements LetterLabels {

    /** A message may quote the whole line, which is in the record already. */
    static final int MAX_LENGTH = 1024;

    @Override
    public Object label(TailMetadata origin, Throwable reason) {
        RecordHeaders headers = new RecordHeaders();
        if (reason != null) {
            addFailure(headers, reason);
        }
        add(headers, "server", origin.server());
        add(headers, "file-generation", String.valueOf(origin.generation()));
        add(headers, "file-offset", String.valueOf(origin.offset()));
        return OutgoingKafkaRecordMetadata.builder().withHeaders(headers).build();
    }

    private static void addFailure(RecordHeaders headers, Throwable reason) {
        add(headers, "exception-class-name", reason.getClass().getName());
        add(headers, "reason", message(reason));
        if (reason.getCause() != null) {
            add(headers, "cause-class-name", reason.getCause().getClass().getName());
            add(headers, "cause", message(reason.getCause()));
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add("dead-letter-" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
