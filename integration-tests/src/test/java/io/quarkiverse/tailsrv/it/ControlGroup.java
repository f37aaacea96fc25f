package io.quarkiverse.tailsrv.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * What a container limits, the memory and the processor time of a process, without a container: a control group of Linux, of
 * version 2 or 1. A test is left out where the user may not make one.
 */
final class ControlGroup implements AutoCloseable {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    /** Even a process that is killed needs some processor time to end, of which this may give little. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PERIOD_MICROS = 100_000;

    private final boolean unified;
    private final Path memory;
    private final Path cpu;

    private ControlGroup(boolean unified, String name) {
        this.unified = unified;
        this.memory = (unified ? ROOT : ROOT.resolve("memory")).resolve(name);
        this.cpu = (unified ? ROOT : ROOT.resolve("cpu")).resolve(name);
    }

    /**
     * @param bytes of memory, the page cache of the files that it reads included
     */
    static ControlGroup withMemory(long bytes) throws IOException {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        ControlGroup group = new ControlGroup(unified, "tailsrv-" + ProcessHandle.current().pid());
        assumeTrue(Files.isWritable(group.memory.getParent()) && Files.isWritable(group.cpu.getParent()),
                "no control group can be made in " + ROOT);
        if (unified) {
            assumeTrue(Files.readString(ROOT.resolve("cgroup.subtree_control")).matches("(?s).*cpu .*memory.*"),
                    "cgroup.subtree_control does not have cpu and memory");
        }
        Files.createDirectories(group.memory);
        Files.createDirectories(group.cpu);
        group.memory(bytes);
        return group;
    }

    private void memory(long bytes) throws IOException {
        Files.writeString(memory.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), String.valueOf(bytes));
    }

    /** How much of one processor it may take, from now on. */
    void cpuPercent(int percent) throws IOException {
        int quota = PERIOD_MICROS / 100 * percent;
        if (unified) {
            Files.writeString(cpu.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
            Files.writeString(cpu.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            Files.writeString(cpu.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
        }
    }

    /** Gives it plenty of both, so that its processes can be asked what they do. */
    void loosen() throws IOException {
        memory(4L << 30);
        cpuPercent(100);
    }

    /** Runs a command in it. */
    List<String> command(List<String> command) {
        List<String> within = new ArrayList<>(
                List.of("sh", "-c", "echo $$ > " + memory.resolve("cgroup.procs") + " && echo $$ > "
                        + cpu.resolve("cgroup.procs") + " && exec \"$0\" \"$@\""));
        within.addAll(command);
        return within;
    }

    /** What its processes have used. */
    @Override
    public String toString() {
        try {
            return Files.readString(memory.resolve("memory.stat"))
                    + Files.readString(memory.resolve(unified ? "memory.events" : "memory.oom_control"))
                    + Files.readString(cpu.resolve("cpu.stat"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Its processes must have been ended. */
    @Override
    public void close() throws IOException {
        for (Path each : List.of(memory, cpu)) {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> Files.deleteIfExists(each) || !Files.exists(each));
        }
    }
}
