package io.quarkiverse.tailsrv.runtime.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * How many descriptors the process may have open, each connection being one.
 */
final class FileDescriptors {

    private static final Logger LOG = Logger.getLogger(FileDescriptors.class.getPackageName());
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private static final Path OPEN = Path.of("/proc/self/fd");

    /** How many more than it has open at its start an application needs at the least: libraries, files, HTTP. */
    private static final int RESERVE = 64;

    private FileDescriptors() {
    }

    /**
     * How many of them all connections together may take: the rest is for the application, which can't load a class or be
     * ended in an orderly way without.
     *
     * @return {@link Integer#MAX_VALUE} if there is no limit, or none that is known
     */
    static int forConnections() {
        int limit = limit();
        return limit == Integer.MAX_VALUE ? limit : forConnections(limit, open());
    }

    static int forConnections(int limit, int open) {
        return Math.max(1, Math.min(limit / 4 * 3, limit - open - RESERVE));
    }

    private static int open() {
        try (Stream<Path> descriptors = Files.list(OPEN)) {
            return (int) descriptors.count();
        } catch (IOException e) {
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
            LOG.debugf(e, "%s can't be read", LIMITS); // no Linux
            return Integer.MAX_VALUE;
        }
    }
}
