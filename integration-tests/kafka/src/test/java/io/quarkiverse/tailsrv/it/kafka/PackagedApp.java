package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The packaged application, as a user starts it. It is both ends here: started twice, it serves a file and reads it.
 */
final class PackagedApp {

    /** Where the build has put this class, and the application beside it. */
    private static final Path TARGET = Path.of(PackagedApp.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .getParent();

    /** Has it use keys, so that a line that comes again comes to the same partition. */
    static final String[] BY_USER = { "-Dmp.messaging.incoming.lines.enabled=false",
            "-Dmp.messaging.outgoing.log.enabled=false",
            "-Dmp.messaging.incoming.lines-by-user.enabled=true", "-Dmp.messaging.outgoing.log-by-user.enabled=true" };

    /** The file that keeps the position of who reads in batches. */
    static final String POSITION = "batches.position";

    private static final String[] IN_BATCHES = { "-Dmp.messaging.incoming.lines.enabled=false",
            "-Dmp.messaging.outgoing.log.enabled=false", "-Dmp.messaging.incoming.batches.enabled=true" };

    private PackagedApp() {
    }

    /** Serves a file on that port of this machine, until its port is open. */
    static ChildProcess serving(Path directory, Path file, int port, String... properties) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Dquarkus.tailsrv.file=" + file,
                "-Dquarkus.tailsrv.host=localhost",
                "-Dquarkus.tailsrv.port=" + port,
                "-Dquarkus.tailsrv.poll-interval=0.2S",
                "-Dmp.messaging.incoming.lines.enabled=false",
                "-Dmp.messaging.outgoing.log.enabled=false"));
        all.addAll(List.of(properties));
        ChildProcess process = start(directory.resolve("serving.txt"), all);
        process.await(" on localhost:" + port + " (");
        return process;
    }

    /** Reads from that port of this machine, and writes to that broker. */
    static ChildProcess reading(Path directory, int port, String broker, String... properties) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Dmp.messaging.incoming.lines.host=localhost",
                "-Dmp.messaging.incoming.lines.port=" + port,
                "-Dmp.messaging.incoming.lines-by-user.port=" + port,
                "-Dkafka.bootstrap.servers=" + broker));
        all.addAll(List.of(properties));
        return start(directory.resolve("reading.txt"), all);
    }

    /** As {@link #reading}, in batches, with the position in a file. */
    static ChildProcess readingBatches(Path directory, int port, String broker, String... properties) throws IOException {
        List<String> all = new ArrayList<>(List.of(IN_BATCHES));
        all.add("-Dmp.messaging.incoming.batches.host=localhost");
        all.add("-Dmp.messaging.incoming.batches.port=" + port);
        all.add("-Dmp.messaging.incoming.batches.position-file=" + directory.resolve(POSITION));
        all.addAll(List.of(properties));
        return reading(directory, port, broker, all.toArray(String[]::new));
    }

    /** Writes lines from memory to that broker. */
    static ChildProcess writing(Path directory, String broker, String topic) throws IOException {
        return start(directory.resolve("writing.txt"), List.of(
                "-Dmp.messaging.incoming.lines.enabled=false",
                "-Dmp.messaging.outgoing.log.enabled=false",
                "-Dmp.messaging.outgoing.log-from-memory.enabled=true",
                "-Dmp.messaging.outgoing.log-from-memory.topic=" + topic,
                "-Dkafka.bootstrap.servers=" + broker));
    }

    private static ChildProcess start(Path output, List<String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        Properties artifact = artifact();
        boolean isNative = artifact.getProperty("type").equals("native");
        command.add((isNative ? TARGET.resolve(artifact.getProperty("path"))
                : Path.of(System.getProperty("java.home"), "bin", "java")).toString());
        command.addAll(properties);
        if (!isNative) {
            command.addAll(List.of("-jar", TARGET.resolve("quarkus-app").resolve("quarkus-run.jar").toString()));
        }
        return ChildProcess.start(output, command);
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
}
