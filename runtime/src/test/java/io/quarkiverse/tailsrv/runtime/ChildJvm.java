package io.quarkiverse.tailsrv.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a class with the class path of the tests in a JVM of its own, perhaps with fewer rights.
 */
public final class ChildJvm {

    private static final long PATIENCE_MINUTES = 2;

    private final List<String> command = new ArrayList<>();
    private final Path output;

    /**
     * @param directory for its output
     */
    public ChildJvm(Path directory) {
        this.output = directory.resolve("child.txt");
    }

    /** What to begin the command with, or a program that runs the rest of the command. */
    public ChildJvm by(String... program) {
        command.addAll(List.of(program));
        return this;
    }

    /**
     * Root without these capabilities, such as {@code dac_override}. What they allow is denied to any other user anyway.
     */
    public ChildJvm without(String... capabilities) {
        return by("setpriv", "--bounding-set", "-" + String.join(",-", capabilities));
    }

    /** Whether this is Linux' root, and all these programs can be run. */
    public static boolean isRootWith(String... programs) {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                    && Stream.of(programs).allMatch(ChildJvm::isInstalled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /**
     * @param options of the JVM, then the class, then its arguments
     * @return the lines that it writes until it ends
     */
    public List<String> run(String... options) throws IOException, InterruptedException {
        command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!child.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            child.destroyForcibly().waitFor(); // what it has written so far tells where it hangs
        }
        return Files.readAllLines(output);
    }
}
