package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.runtime.messaging.TestLine;

/**
 * A header is read as it was written, and others' are left alone.
 */
class PositionHeaderTest {

    private static final String POSITION = "1:10:10-0123456789abcdef0123456789abcdef:10-0123456789abcdef0123456789abcdef";

    @Test
    void readsWhatItHasWritten() {
        PositionHeader header = new PositionHeader(Run.of(3), 1041, 17, TestLine.behind(7), "log server, the second: ü");
        assertThat(PositionHeader.parse(header.toBytes())).contains(header);
    }

    @Test
    void aHeaderWithoutAValue() {
        assertThat(PositionHeader.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1", "x-1.1.1 " + POSITION + " source", "1-a.1.1 start source", "1-a.1.1 nonsense source",
            "1-a.99999999999999999999.1 " + POSITION + " source", "1-a.1.1 " + POSITION,
            "1000000000000-a.1.1 " + POSITION + " source" })
    void nothingElse(String text) {
        assertThat(PositionHeader.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
