package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * The packaged demo app in a process of its own, as a user starts it. It listens on the loopback interface only, and keeps
 * its log in a directory of its own.
 */
final class DemoProcess implements AutoCloseable {

    /** A start takes nearly three seconds of CPU time, of which a busy machine may give little. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern START_LINE = Pattern.compile("(?:Tailing|Waiting for) (.+) on (.+):([0-9]+)");
    private static final Pattern HTTP_LINE = Pattern.compile("Listening on: http://localhost:([0-9]+)");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path APP = TARGET.resolve("quarkus-app");

    // What a JVM is told to run
    private static final List<String> PACKAGED = List.of("-jar", APP.resolve("quarkus-run.jar").toString());
    private static final List<String> OPEN_CLASSES = List.of("-cp", Stream.of("quarkus", "app", "lib/boot", "lib/main")
            .map(jars -> APP.resolve(jars).resolve("*").toString()).collect(Collectors.joining(File.pathSeparator)),
            "io.quarkus.runner.GeneratedMain");

    private final Path output;
    private final Process process;

    private DemoProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /**
     * @param directory for its output and its log
     */
    static DemoProcess start(Path directory, Map<String, String> environment, String... properties) throws IOException {
        return start(directory, environment, command(directory, PACKAGED, properties));
    }

    /**
     * As {@link #start}, in a process that may have no more than so many descriptors.
     */
    static DemoProcess startWithDescriptors(int limit, Path directory, String... properties) throws IOException {
        return start(directory, Map.of(), withDescriptors(limit, command(directory, PACKAGED, properties)));
    }

    /**
     * As {@link #startWithDescriptors}, where the application's classes can be loaded even if no descriptor is left: Quarkus'
     * own class loader waits for ever if it can't open a file of classes (its issue 48750), while Java's keeps them open.
     */
    static DemoProcess startWithDescriptorsAndOpenClasses(int limit, Path directory, String... properties) throws IOException {
        return start(directory, Map.of(), withDescriptors(limit, command(directory, OPEN_CLASSES, properties)));
    }

    /**
     * As {@link #start}, within the limits of a control group.
     */
    static DemoProcess startIn(ControlGroup group, Path directory, String... properties) throws IOException {
        return start(directory, Map.of(), group.command(command(directory, PACKAGED, properties)));
    }

    private static List<String> withDescriptors(int limit, List<String> command) {
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$0\" \"$@\""));
        limited.addAll(command);
        return limited;
    }

    private static DemoProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("QUARKUS_TAILSRV_HOST", "localhost");
        builder.environment().putAll(environment);
        return new DemoProcess(output, builder.start());
    }

    /** Whether it is a native binary that is started. */
    static boolean isNative() {
        return artifact().getProperty("type").equals("native");
    }

    /** What the build has made last: a binary of an earlier build may lie beside it. */
    private static Properties artifact() {
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifact;
    }

    private static List<String> command(Path directory, List<String> application, String... properties) {
        boolean isNative = isNative();
        List<String> command = new ArrayList<>();
        command.add((isNative ? TARGET.resolve(artifact().getProperty("path"))
                : Path.of(System.getProperty("java.home"), "bin", "java")).toString());
        command.add("-Djava.io.tmpdir=" + directory);
        command.addAll(List.of(properties));
        if (!isNative) {
            command.addAll(application);
        }
        return command;
    }

    /** The port that the start line names, which is awaited. */
    int port() {
        return Integer.parseInt(await(START_LINE).group(3));
    }

    /** The port where the file of that name is served, or those that match that pattern. */
    int port(String fileName) {
        Pattern line = Pattern.compile("/" + Pattern.quote(fileName) + "(?: \\(now .+\\))? on .+:([0-9]+)");
        return Integer.parseInt(await(line).group(1));
    }

    /** The port of HTTP, which opens last. */
    int httpPort() {
        return Integer.parseInt(await(HTTP_LINE).group(1));
    }

    /** The file that the start line names, which is awaited. */
    Path file() {
        return Path.of(await(START_LINE).group(1));
    }

    private Matcher await(Pattern pattern) {
        Matcher line = pattern.matcher("");
        Awaitility.await().atMost(PATIENCE)
                .failFast(() -> {
                    assertThat(process.isAlive() || line.reset(output()).find()).as(this::output).isTrue();
                })
                .untilAsserted(() -> assertThat(line.reset(output()).find()).as(this::output).isTrue());
        return line;
    }

    /** What it has written to the terminal so far. */
    String output() {
        return read(output);
    }

    private static String read(Path text) {
        try {
            return Files.readString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much CPU time it has taken. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** How many descriptors it has open. Linux only. */
    int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return (int) open.count();
        }
    }

    /**
     * @param name as {@code kill} has it
     */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        assertThat(status).isZero();
    }

    /** Has its JVM collect garbage now. */
    void collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
    }

    /** What each thread of its JVM does, and how much CPU time it has taken. */
    String threads() throws IOException, InterruptedException {
        return jcmd("Thread.print");
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path answer = Files.createTempFile("jcmd", ".txt");
        Process asking = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), command)
                .redirectErrorStream(true).redirectOutput(answer.toFile()).start();
        try {
            assertThat(asking.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("answered in time").isTrue();
            assertThat(asking.exitValue()).as(() -> read(answer)).isZero();
            return read(answer);
        } finally {
            asking.destroyForcibly();
            Files.delete(answer);
        }
    }

    /** Asks it to end, as {@code kill} does. */
    void terminate() {
        process.destroy();
    }

    /** The status that it ends with, which is awaited. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended in time:%n%s", output()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
