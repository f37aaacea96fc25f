package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * A process that a test or a benchmark starts, with its output in a file.
 */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path output;
    private final Process process;

    private ChildProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    static ChildProcess start(Path output, List<String> command) throws IOException {
        Files.deleteIfExists(output);
        return new ChildProcess(output, new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start());
    }

    /** A Java program of the tests' class path. */
    static ChildProcess java(Path output, Class<?> main, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        return start(output, command);
    }

    /** Waits for a line with this in the output. */
    void await(String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            boolean there = output().contains(text);
            Assertions.assertThat(there || process.isAlive()).as(this::output).isTrue();
            return there;
        });
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Of the process and those that it has started. */
    Duration cpu() {
        return Stream.concat(Stream.of(handle()), handle().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} does. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It has not ended: " + output());
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
