package io.quarkiverse.tailsrv.it.kafka;

import java.util.concurrent.CountDownLatch;

import org.apache.kafka.server.config.ServerLogConfigs;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;

/**
 * A broker as a program. Its arguments are its port, its controller's port, its directory, and the number of partitions of a
 * topic.
 */
final class Broker {

    static final String READY = "The broker is ready";

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private Broker() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker()
                .withNodeId(1)
                .withClusterId(CLUSTER)
                .withKafkaHost("127.0.0.1")
                .withKafkaPort(Integer.parseInt(arguments[0]))
                .withControllerPort(Integer.parseInt(arguments[1]))
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> {
                    properties.put(ServerLogConfigs.LOG_DIR_CONFIG, arguments[2]);
                    properties.put(ServerLogConfigs.NUM_PARTITIONS_CONFIG, arguments[3]);
                });
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        broker.start();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
