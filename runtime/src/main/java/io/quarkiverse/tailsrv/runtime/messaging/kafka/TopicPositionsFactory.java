package io.quarkiverse.tailsrv.runtime.messaging.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.messaging.Attributes;
import io.quarkiverse.tailsrv.runtime.messaging.OutgoingChannels;
import io.quarkiverse.tailsrv.runtime.messaging.PositionsFactory;
import io.quarkiverse.tailsrv.runtime.messaging.TailsrvConnectorIncomingConfiguration;
import io.quarkiverse.tailsrv.runtime.messaging.position.PositionOwners;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.kafka.impl.ConfigHelper;
import io.smallrye.reactive.messaging.providers.helpers.ConfigUtils;
import io.smallrye.reactive.messaging.providers.impl.Configs;

/**
 * Finds the topic, and how to reach it: both as the outgoing channel has them.
 */
@Singleton
@Identifier("kafka")
public class TopicPositionsFactory implements PositionsFactory {

    /** Of an outgoing channel, these are not for consumers. */
    private static final Set<String> PRODUCERS_OWN = Set.of(ConsumerConfig.CLIENT_ID_CONFIG,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);

    private final PositionOwners owners = new PositionOwners();
    private final Config config;
    private final Instance<Map<String, Object>> configurations;
    private final Instance<ClientCustomizer<Map<String, Object>>> customizers;

    @Inject
    TopicPositionsFactory(Config config, @Any Instance<Map<String, Object>> configurations,
            @Any Instance<ClientCustomizer<Map<String, Object>>> customizers) {
        this.config = config;
        this.configurations = configurations;
        this.customizers = customizers;
    }

    @Override
    public Positions create(TailsrvConnectorIncomingConfiguration attributes, String source) {
        if (attributes.getBatch()) {
            throw Attributes.invalid(attributes.getChannel(), "position-store", "kafka",
                    "can't be used with batch=true, since the topic has a position only if each record has that of its line;"
                            + " set position-store to file, none or a store of your own, or leave batch out");
        }
        int lookBack = attributes.getPositionLookBack();
        if (lookBack < attributes.getMaxInflight()) {
            throw Attributes.invalid(attributes.getChannel(), "position-look-back", lookBack,
                    "is less than max-inflight, " + attributes.getMaxInflight() + "; set as many or more");
        }
        String outgoing = outgoing(attributes);
        Config channel = ConfigHelper.retrieveChannelConfiguration(configurations,
                Configs.outgoing(config, KafkaConnector.CONNECTOR_NAME, outgoing));
        String topic = channel.getOptionalValue("topic", String.class).orElse(outgoing);
        claim(attributes.getChannel(), source,
                List.of(source, topic, channel.getOptionalValue(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, String.class)));
        return new TopicPositions(source, topic, lookBack, () -> consumerProperties(channel));
    }

    private void claim(String incoming, String source, Object place) {
        owners.claim(place, Attributes.property(incoming, "source")).ifPresent(other -> {
            throw Attributes.invalid(incoming, "source", source, Attributes.alsoOf(other));
        });
    }

    private String outgoing(TailsrvConnectorIncomingConfiguration attributes) {
        Optional<String> chosen = attributes.getPositionChannel();
        if (chosen.isEmpty()) {
            return onlyChannel(attributes.getChannel());
        }
        List<String> channels = new OutgoingChannels(config).of(KafkaConnector.CONNECTOR_NAME);
        if (!channels.contains(chosen.get())) {
            throw Attributes.invalid(attributes.getChannel(), "position-channel", chosen.get(), "is no outgoing channel of "
                    + KafkaConnector.CONNECTOR_NAME + " that is enabled; "
                    + (channels.isEmpty() ? "there is none" : "set one of these: " + String.join(", ", channels)));
        }
        return chosen.get();
    }

    private String onlyChannel(String incoming) {
        List<String> channels = new OutgoingChannels(config).of(KafkaConnector.CONNECTOR_NAME);
        if (channels.size() != 1) {
            throw Attributes.missing(incoming, "position-channel", channels.isEmpty()
                    ? "there is no outgoing channel of " + KafkaConnector.CONNECTOR_NAME + " that could have the position"
                    : "set the one of these outgoing channels that has the position: " + String.join(", ", channels));
        }
        return channels.get(0);
    }

    private Map<String, Object> consumerProperties(Config channel) {
        Map<String, Object> properties = new HashMap<>();
        for (String name : ConsumerConfig.configNames()) {
            if (!PRODUCERS_OWN.contains(name)) {
                channel.getOptionalValue(name, String.class).ifPresent(value -> properties.put(name, value));
            }
        }
        properties.putIfAbsent(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"); // as the connector has it
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return ConfigUtils.customize(channel, customizers, properties);
    }
}
