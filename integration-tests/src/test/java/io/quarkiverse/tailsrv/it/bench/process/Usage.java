package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What processes have taken of the machine so far.
 *
 * @param cpuSecondsOf each of them, by its number
 */
public record Usage(Map<Long, Double> cpuSecondsOf, double residentKib) {

    /** USER_HZ, in which the kernel counts for user space: 100 on all machines that it runs on today. */
    private static final double TICKS = 100;

    // In proc(5)'s "stat", counted from the field behind the command's name
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private static final String RESIDENT = "VmRSS:";

    static Usage of(List<Long> processes) throws IOException {
        Map<Long, Double> cpu = new HashMap<>();
        double resident = 0;
        for (long process : processes) {
            try {
                Path directory = Path.of("/proc", String.valueOf(process));
                cpu.put(process, cpuSeconds(Files.readString(directory.resolve("stat"))));
                resident += residentKib(Files.readAllLines(directory.resolve("status")));
            } catch (NoSuchFileException e) {
                continue; // it has just ended
            }
        }
        return new Usage(cpu, resident);
    }

    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS;
    }

    /** A process that has ended, and whose parent has yet to ask, has none. */
    static double residentKib(List<String> status) {
        return status.stream().filter(line -> line.startsWith(RESIDENT))
                .mapToDouble(line -> Double.parseDouble(line.substring(RESIDENT.length()).replace("kB", "").trim())).sum();
    }

    public double cpuSeconds() {
        return cpuSecondsOf.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of one core, over that time. */
    public double percent(Duration duration) {
        return cpuSeconds() / duration.toMillis() * 1e3 * 100;
    }

    /** What those that are there still, or are new, have taken meanwhile. */
    public Usage since(Usage before) {
        Map<Long, Double> cpu = new HashMap<>(cpuSecondsOf);
        cpu.replaceAll((process, seconds) -> seconds - before.cpuSecondsOf.getOrDefault(process, 0.0));
        return new Usage(cpu, residentKib - before.residentKib);
    }
}
