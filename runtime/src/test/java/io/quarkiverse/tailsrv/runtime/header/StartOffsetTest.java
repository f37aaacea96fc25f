package io.quarkiverse.tailsrv.runtime.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartOffsetTest {

    @ParameterizedTest
    @CsvSource({ "0,100,0", "40,100,40", "100,100,100", "4000,100,4000", "-10,100,90", "-100,100,0", "-101,100,0", "-5,0,0",
            "-9223372036854775808,9223372036854775807,0", "9223372036854775807,5,9223372036854775807" })
    void resolves(long offset, long size, long position) {
        assertThat(new StartOffset(offset).resolve(size)).isEqualTo(position);
    }
}
