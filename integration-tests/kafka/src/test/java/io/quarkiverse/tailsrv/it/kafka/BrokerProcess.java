package io.quarkiverse.tailsrv.it.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker in a process of its own, which can be stopped and started again with what it has.
 */
final class BrokerProcess implements AutoCloseable {

    private final Path directory;
    private final int partitions;
    private final int port = FreePort.any();
    private final int controllerPort = FreePort.any();
    private ChildProcess process;

    private BrokerProcess(Path directory, int partitions) {
        this.directory = directory;
        this.partitions = partitions;
    }

    static BrokerProcess started(Path directory, int partitions) throws IOException {
        BrokerProcess broker = new BrokerProcess(directory, partitions);
        broker.start();
        return broker;
    }

    /** Where clients connect. */
    String address() {
        return "127.0.0.1:" + port;
    }

    ChildProcess process() {
        return process;
    }

    void start() throws IOException {
        Path data = Files.createDirectories(directory.resolve("broker"));
        process = ChildProcess.java(directory.resolve("broker.txt"), Broker.class, List.of("-Xmx512m"),
                List.of(String.valueOf(port), String.valueOf(controllerPort), data.toString(), String.valueOf(partitions)));
        process.await(Broker.READY);
    }

    /**
     * Otherwise the broker makes the topic when it is asked for, and may refuse its first records. A producer with idempotence
     * was seen to get no further then (OUT_OF_ORDER_SEQUENCE_NUMBER).
     */
    void create(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get(1, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
