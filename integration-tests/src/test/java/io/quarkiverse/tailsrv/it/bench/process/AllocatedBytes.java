package io.quarkiverse.tailsrv.it.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each Java thread of a process has allocated in the heap so far, as {@code jcmd} tells.
 */
public record AllocatedBytes(Map<String, Long> threads) {

    private static final Pattern THREAD = Pattern.compile("^\"(.+)\" #.* allocated=([0-9]+)([BKMG]?)", Pattern.MULTILINE);
    private static final String UNITS = "BKMG";
    private static final int SHIFT = 10;

    public static AllocatedBytes of(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "Thread.print", "-e").redirectErrorStream(true)
                .start();
        return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    static AllocatedBytes parse(String print) {
        Map<String, Long> threads = new HashMap<>();
        for (Matcher line = THREAD.matcher(print); line.find();) {
            long bytes = Long.parseLong(line.group(2)) << SHIFT * Math.max(0, UNITS.indexOf(line.group(3)));
            threads.merge(line.group(1), bytes, Long::sum);
        }
        if (threads.isEmpty()) {
            throw new IllegalStateException("jcmd says: " + print.strip());
        }
        return new AllocatedBytes(threads);
    }

    /**
     * @param prefix of the names of threads that count
     */
    public long since(AllocatedBytes before, String prefix) {
        return threads.entrySet().stream().filter(thread -> thread.getKey().startsWith(prefix))
                .mapToLong(thread -> thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0L)).sum();
    }
}
