package io.quarkiverse.tailsrv.deployment;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

@BuildSteps(onlyIf = TailsrvProcessor.IsEnabled.class)
class MessagingProcessor {

    // Names, since the classes can't be loaded in an application without Reactive Messaging
    private static final String ROOM = "io.quarkiverse.tailsrv.runtime.messaging.";
    private static final String[] CONNECTOR = { ROOM + "TailsrvConnector", ROOM + "PositionsChoice", ROOM + "FailureChoice",
            ROOM + "line.StringConverter", ROOM + "line.TailLineConverter" };
    private static final String[] KAFKA = { ROOM + "kafka.TopicPositionsFactory", ROOM + "kafka.LetterHeaders" };

    private static final String KAFKA_CONNECTOR = "io.smallrye.reactive.messaging.kafka.KafkaConnector";

    /**
     * Only if a channel names the connector: Quarkus connects channels that name none to the only connector there is, which has
     * to be the one that the application had before.
     */
    @BuildStep
    void connector(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (capabilities.isPresent(Capability.MESSAGING) && ClientNames.hasChannel(ConfigProvider.getConfig())) {
            beans.produce(new AdditionalBeanBuildItem(CONNECTOR));
            if (QuarkusClassLoader.isClassPresentAtRuntime(KAFKA_CONNECTOR)) {
                beans.produce(new AdditionalBeanBuildItem(KAFKA));
            }
        }
    }
}
