package io.quarkiverse.tailsrv.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileDescriptorsTest {

    @Test
    void leavesAQuarter() {
        assertThat(FileDescriptors.forConnections(1024, 50)).isEqualTo(768);
        assertThat(FileDescriptors.forConnections(1 << 20, 500)).isEqualTo(3 << 18);
    }

    @Test
    void leavesWhatIsInUseAndSomeMoreWhereThereAreFew() {
        assertThat(FileDescriptors.forConnections(200, 100)).isEqualTo(36);
    }

    @Test
    void isNeverNothing() {
        assertThat(FileDescriptors.forConnections(100, 90)).isEqualTo(1);
    }

    @Test
    void asksTheSystem() {
        assertThat(FileDescriptors.forConnections()).isPositive();
    }
}
