package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * One way to bring a file into a topic.
 */
enum Contender {

    /** This extension: the server's process and the reader's. */
    TAILSRV {

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            int port = FreePort.any();
            ChildProcess serving = PackagedApp.serving(directory, file, port);
            return List.of(serving, PackagedApp.reading(directory, port, broker, "-Dmp.messaging.outgoing.log.topic=" + topic));
        }
    },

    /** This extension, with lines in batches and a producer of the application's own. */
    TAILSRV_BATCHES {

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            int port = FreePort.any();
            ChildProcess serving = PackagedApp.serving(directory, file, port);
            return List.of(serving, PackagedApp.readingBatches(directory, port, broker, "-Dbatches.topic=" + topic,
                    "-Dmp.messaging.incoming.batches.position-file=" + directory.resolve(topic + ".position")));
        }
    },

    /** Debian's package {@code kcat}, as it comes. */
    TAIL_AND_KCAT {

        @Override
        boolean isThere() {
            return onPath("kcat");
        }

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            return List.of(ChildProcess.start(directory.resolve("kcat.txt"), List.of("sh", "-c",
                    "tail -n +1 -F " + file + " | kcat -P -b " + broker + " -t " + topic + " -X acks=all")));
        }
    },

    /** Kafka Connect in standalone mode. */
    FILE_STREAM_SOURCE {

        @Override
        boolean isThere() {
            return System.getProperty("connect.classpath") != null;
        }

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            Path worker = store(directory.resolve("worker.properties"), "bootstrap.servers", broker,
                    "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                    "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                    "offset.storage.file.filename", directory.resolve(topic + ".offsets").toString(),
                    "listeners", "http://127.0.0.1:" + FreePort.any());
            Path source = store(directory.resolve("source.properties"), "name", "source",
                    "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector", "tasks.max", "1",
                    "file", file.toString(), "topic", topic);
            return List.of(ChildProcess.start(directory.resolve("connect.txt"),
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                            System.getProperty("connect.classpath"), "org.apache.kafka.connect.cli.ConnectStandalone",
                            worker.toString(), source.toString())));
        }
    },

    /** No file at all: what Quarkus' Kafka connector can do, with lines from memory in place of our connector. */
    KAFKA_CHANNEL {

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            return List.of(PackagedApp.writing(directory, broker, topic));
        }
    },

    /** No file at all: what Kafka's client can do in Java. */
    BARE_PRODUCER {

        @Override
        List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException {
            return List.of(ChildProcess.java(directory.resolve("producer.txt"), BareProducer.class, List.of(),
                    List.of(broker, topic, String.valueOf(Files.size(file) / 100))));
        }
    };

    boolean isThere() {
        return true;
    }

    /** Begins to bring the file into the topic. */
    abstract List<ChildProcess> start(Path directory, Path file, String broker, String topic) throws IOException;

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static Path store(Path path, String... pairs) throws IOException {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        try (var out = Files.newBufferedWriter(path)) {
            properties.store(out, null);
        }
        return path;
    }
}
