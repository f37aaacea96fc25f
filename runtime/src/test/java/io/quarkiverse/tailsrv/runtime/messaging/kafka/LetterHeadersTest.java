package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.TestLine;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

class LetterHeadersTest {

    private final TailMetadata origin = new TailMetadata("logserver:4321", TestLine.lines(1, 1).get(0));

    private Map<String, String> headers(Throwable reason) {
        OutgoingKafkaRecordMetadata<?> metadata = (OutgoingKafkaRecordMetadata<?>) new LetterHeaders().label(origin, reason);
        Map<String, String> headers = new LinkedHashMap<>();
        metadata.getHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    @Test
    void sayWhereTheLineWasAndWhatHasFailed() {
        assertThat(headers(new NumberFormatException("For input string: \"two\""))).containsExactly(
                Map.entry("dead-letter-exception-class-name", "java.lang.NumberFormatException"),
                Map.entry("dead-letter-reason", "For input string: \"two\""),
                Map.entry("dead-letter-server", "logserver:4321"),
                Map.entry("dead-letter-file-generation", String.valueOf(origin.generation())),
                Map.entry("dead-letter-file-offset", String.valueOf(origin.offset())));
    }

    @Test
    void sayTheCauseToo() {
        assertThat(headers(new IllegalStateException(new ArithmeticException("/ by zero")))).contains(
                Map.entry("dead-letter-cause-class-name", "java.lang.ArithmeticException"),
                Map.entry("dead-letter-cause", "/ by zero"));
    }

    @Test
    void areThereWithoutAMessage() {
        assertThat(headers(new NullPointerException()))
                .contains(Map.entry("dead-letter-reason", "java.lang.NullPointerException"));
        assertThat(headers(null)).containsOnlyKeys("dead-letter-server", "dead-letter-file-generation",
                "dead-letter-file-offset");
    }

    /** Otherwise the record might be too large, and the channel would end. */
    @Test
    void areShortAlsoIfAMessageQuotesTheLine() {
        String line = "x".repeat(600_000);
        assertThat(headers(new IllegalStateException(line, new NumberFormatException(line))).values())
                .allMatch(value -> value.length() <= LetterHeaders.MAX_LENGTH);
    }
}
