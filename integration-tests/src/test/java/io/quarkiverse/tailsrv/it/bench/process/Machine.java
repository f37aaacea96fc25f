package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tailsrv.it.bench.figures.Words;

/**
 * Where this runs, as far as it matters.
 */
public final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path LOAD = Path.of("/proc/loadavg");

    /** One that paces, as bbr does, can be slower where server and client share a machine. Not every container has it. */
    private static final Path CONGESTION_CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

    /** What a program needs beside those for clients. */
    private static final int OTHER_DESCRIPTORS = 200;

    private Machine() {
    }

    public static boolean isLinux() {
        return Files.exists(LIMITS);
    }

    /**
     * @param directory where the files are
     */
    public static String description(Path directory) throws IOException {
        double kibibytes = Double.parseDouble(first(MEMORY, "MemTotal: +(\\d+) kB"));
        return Runtime.getRuntime().availableProcessors() + " cores (" + first(CPUS, "model name\\s*: (.+)") + "), "
                + Words.number(kibibytes / (1 << 20), 0) + " GiB of memory, Linux " + System.getProperty("os.version")
                + " (TCP: " + congestionControl() + "), files on " + Files.getFileStore(directory).type() + ", "
                + ManagementFactory.getRuntimeMXBean().getVmName() + " " + System.getProperty("java.version");
    }

    private static String congestionControl() throws IOException {
        return Files.isReadable(CONGESTION_CONTROL) ? first(CONGESTION_CONTROL, "(.+)") : "unknown";
    }

    /** Of the last minute. */
    public static String load() throws IOException {
        return first(LOAD, "^(\\S+)");
    }

    /**
     * @return why that many clients can't be connected, or null if they can
     */
    public static String shortage(Contender contender, int clients) throws IOException {
        String limit = first(LIMITS, "Max open files +\\S+ +(\\S+)");
        long needed = (long) Math.ceil(clients * contender.descriptors()) + OTHER_DESCRIPTORS;
        if (limit.equals("unlimited") || Long.parseLong(limit) >= needed) {
            return null;
        }
        return needed + " file descriptors are needed, and the hard limit is " + limit + ": see \"ulimit -Hn\"";
    }

    private static String first(Path file, String pattern) throws IOException {
        Matcher line = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
        return line.find() ? line.group(1) : "unknown";
    }
}
