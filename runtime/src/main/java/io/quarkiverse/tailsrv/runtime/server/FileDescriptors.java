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

    private FileDescriptors() {
    }

    /**
     * How many of them all connections together may take: the rest is for the application.
     *
     * @return {@link Integer#MAX_VALUE} if there is no limit, or none that is known
     */
    static int forConnections() {
        int limit = limit();
        return limit == Integer.MAX_VALUE ? limit : Math.max(1, limit / 4 * 3);
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
