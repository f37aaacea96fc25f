package io.quarkiverse.tailsrv.runtime.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A path as it is written in the configuration.
 */
final class WrittenPath {

    private WrittenPath() {
    }

    /**
     * @throws io.quarkus.runtime.configuration.ConfigurationException if it can't be a path
     */
    static Path of(String server, String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            boolean ascii = written.chars().allMatch(character -> character < 128);
            throw ServerOptions.unusable(server, "file", written, ascii ? "is not a path: " + e.getReason()
                    : "has characters that the locale of this process does not have (" + System.getProperty("sun.jnu.encoding")
                            + "); start the application with LC_ALL=C.UTF-8 in its environment");
        }
    }
}
