package io.quarkiverse.tailsrv.runtime.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * Works out how many of the process's file descriptors connections may use; each connection takes one. For any thread.
 */
public final class FileDescriptors {

    private static final Logger LOG = Logger.getLogger(FileDescriptors.class.getPackageName());
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private static final Path OPEN = Path.of("/proc/self/fd");

    /** How many descriptors stay free for the application, such as for libraries, files and HTTP. */
    private static final int RESERVE = 64;

    /** The shortest time between two counts of open descriptors. */
    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int limit;
    private final IntSupplier open;
    private final LongSupplier nanoTime;
    private int forConnections;
    private long countedAt;

    /**
     * @param closed how many files are closed that may be opened again at any time
     */
    public FileDescriptors(IntSupplier closed) {
        this(limit(), () -> needed(closed), System::nanoTime);
    }

    FileDescriptors(int limit, IntSupplier open, LongSupplier nanoTime) {
        this.limit = limit;
        this.open = open;
        this.nanoTime = nanoTime;
    }

    /**
     * How many descriptors all connections together may use. The rest is for the application, which needs some even to load a
     * class. An application has more open while it starts than later, so they are counted again when the result may matter.
     *
     * @param connections how many connections there are, including one that is about to be opened
     * @return {@link Integer#MAX_VALUE} if there is no limit, or it is unknown
     */
    public synchronized int forConnections(int connections) {
        if (limit == Integer.MAX_VALUE) {
            return limit;
        }
        int most = limit / 4 * 3;
        boolean matters = connections > forConnections && forConnections < most;
        if (forConnections == 0 || matters && nanoTime.getAsLong() - countedAt > COUNT_NANOS) {
            count(connections, most);
        }
        return forConnections;
    }

    private void count(int connections, int most) {
        countedAt = nanoTime.getAsLong();
        int all = open.getAsInt(); // 0: counting failed, for example without a free descriptor
        if (forConnections == 0 || all > 0) {
            int others = Math.max(0, all - connections);
            forConnections = Math.max(Math.max(1, forConnections), Math.min(most, limit - others - RESERVE));
        }
    }

    private static int needed(IntSupplier closed) {
        int open = open();
        return open == 0 ? 0 : open + closed.getAsInt();
    }

    private static int open() {
        try (Stream<Path> descriptors = Files.list(OPEN)) {
            return (int) descriptors.count();
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "%s can't be read", OPEN);
            return 0;
        }
    }

    private static int limit() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith(NAME)).findFirst()
                    .map(line -> line.substring(NAME.length()).trim().split(" ")[0])
                    .map(soft -> soft.equals("unlimited") ? Integer.MAX_VALUE
                            : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(soft)))
                    .orElse(Integer.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "%s can't be read", LIMITS); // not on Linux
            return Integer.MAX_VALUE;
        }
    }
}
