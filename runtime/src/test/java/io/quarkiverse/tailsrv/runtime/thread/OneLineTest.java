package io.quarkiverse.tailsrv.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void escapesWhatWouldEndOrOverwriteTheLine() {
        assertThat(OneLine.of("a\r\nb\tc\u001b[2Jd\u2028e\u007f"))
                .isEqualTo("a\\u000d\\u000ab\\u0009c\\u001b[2Jd\\u2028e\\u007f");
    }

    @Test
    void leavesTheRestAsItIs() {
        assertThat(OneLine.of(Path.of("/var/log/Prüfung ☃ 𝄞.log"))).isEqualTo("/var/log/Prüfung ☃ 𝄞.log");
        assertThat(OneLine.of(null)).isEqualTo("null");
    }
}
