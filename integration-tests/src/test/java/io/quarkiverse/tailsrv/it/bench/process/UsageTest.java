package io.quarkiverse.tailsrv.it.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void readsWhatTheKernelTells() {
        assertThat(Usage.cpuSeconds("7 (odd ) name) S 1 7 7 0 -1 4194560 500 0 0 0 150 25 900 900 20 0 1 0 100 1 2 3"))
                .isEqualTo(1.75);
        assertThat(Usage.residentKib(List.of("VmHWM:\t    2048 kB", "VmRSS:\t    1024 kB"))).isEqualTo(1024);
        assertThat(Usage.residentKib(List.of("State:\tZ (zombie)"))).isZero();
    }

    @Test
    void countsWhoCameAndNotWhoWent() {
        Usage before = new Usage(Map.of(1L, 5.0, 2L, 7.0), 100);
        Usage after = new Usage(Map.of(1L, 6.0, 3L, 0.5), 130);
        assertThat(after.since(before).cpuSeconds()).isEqualTo(1.5);
        assertThat(after.since(before).residentKib()).isEqualTo(30);
    }

    @Test
    void readsThreadsOfSeveralJdks() {
        AllocatedBytes before = AllocatedBytes.parse("""
                "loop-0" #22 prio=5 os_prio=0 cpu=30.68ms elapsed=3.56s allocated=1564K defined_classes=133 tid=0x1 nid=0x2 x
                "watcher" #21 daemon prio=5 os_prio=0 cpu=4.26ms elapsed=3.57s allocated=100B defined_classes=11 tid=0x3 x
                """);
        AllocatedBytes after = AllocatedBytes.parse("""
                "loop-0" #22 [166] prio=5 os_prio=0 cpu=30.68ms elapsed=3.56s allocated=1565K defined_classes=133 tid=0x1 x
                "loop-1" #23 [167] prio=5 os_prio=0 cpu=30.68ms elapsed=3.56s allocated=1M defined_classes=133 tid=0x2 x
                "watcher" #21 [168] daemon prio=5 os_prio=0 cpu=4.26ms elapsed=3.57s allocated=107B defined_classes=11 x
                """);
        assertThat(after.since(before, "loop-")).isEqualTo((1 << 10) + (1 << 20));
        assertThat(after.since(before, "")).isEqualTo((1 << 10) + (1 << 20) + 7);
    }

    @Test
    void tellsWhatJcmdSaysInstead() {
        assertThatThrownBy(() -> AllocatedBytes.parse("No such process\n")).hasMessage("jcmd says: No such process");
    }
}
