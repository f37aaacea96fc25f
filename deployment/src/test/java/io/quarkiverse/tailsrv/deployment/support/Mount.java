package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is mounted over a directory until it is closed. It takes root.
 */
public final class Mount implements AutoCloseable {

    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    /**
     * Leaves the test out where that can't be done.
     *
     * @param what as {@code mount} has it before the directory
     */
    public static Mount over(Path directory, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        return by(command, directory);
    }

    /**
     * Like {@link #over}, for a file system that has a command of its own.
     *
     * @param command as it is before the directory
     */
    public static Mount of(Path directory, String... command) throws IOException, InterruptedException {
        boolean known = new ProcessBuilder("which", command[0]).start().waitFor() == 0;
        assumeTrue(known, command[0] + " is not installed");
        return by(new ArrayList<>(List.of(command)), directory);
    }

    private static Mount by(List<String> command, Path directory) throws IOException, InterruptedException {
        command.add(directory.toString());
        assumeTrue(run(command), "can't mount");
        return new Mount(directory);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run(List.of("umount", "--lazy", directory.toString()))).isTrue();
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
