package io.quarkiverse.tailsrv.runtime.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientEvent;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReport.HealthReportBuilder;
import io.smallrye.reactive.messaging.health.HealthReporter;

/**
 * Reads the lines of a file from a server of the tailsrv protocol.
 */
@ApplicationScoped
@Connector(TailsrvConnector.NAME)
@ConnectorAttribute(name = "client", type = "string", direction = Direction.INCOMING, description = "The name of a configured client, `quarkus.tailsrv.client.\"name\".*`, to read with. Then these attributes are not set here: `host`, `port`, `tls-configuration-name`, `connect-timeout`, `back-off-min`, `back-off-max`, `max-attempts`, `resume-timeout`, `charset`, `max-line-length`, `long-lines`.")
@ConnectorAttribute(name = "host", type = "string", direction = Direction.INCOMING, description = "The server's host name or IP address. `localhost` if it is not set.")
@ConnectorAttribute(name = "port", type = "int", direction = Direction.INCOMING, description = "The server's port. 4321 if it is not set.")
@ConnectorAttribute(name = "tls-configuration-name", type = "string", direction = Direction.INCOMING, description = "The TLS configuration of Quarkus' TLS registry. Without TLS if it is not set.")
@ConnectorAttribute(name = "connect-timeout", type = "java.time.Duration", direction = Direction.INCOMING, description = "How long a connection may take to be opened. 10 seconds if it is not set.")
@ConnectorAttribute(name = "back-off-min", type = "java.time.Duration", direction = Direction.INCOMING, description = "The pause before the second try to connect. 100 milliseconds if it is not set.")
@ConnectorAttribute(name = "back-off-max", type = "java.time.Duration", direction = Direction.INCOMING, description = "The longest pause between two tries to connect. 30 seconds if it is not set.")
@ConnectorAttribute(name = "max-attempts", type = "int", direction = Direction.INCOMING, description = "How many tries in a row to connect may fail before the channel ends. No limit if it is 0 or not set.")
@ConnectorAttribute(name = "resume-timeout", type = "java.time.Duration", direction = Direction.INCOMING, description = "How long the server may take to send bytes that it has if the file is still the same. 5 seconds if it is not set.")
@ConnectorAttribute(name = "charset", type = "string", direction = Direction.INCOMING, description = "How a method that takes a `String` gets the bytes of a line. UTF-8 if it is not set.")
@ConnectorAttribute(name = "max-line-length", type = "io.quarkus.runtime.configuration.MemorySize", direction = Direction.INCOMING, description = "How long a line may be with its newline. 1 MiB if it is not set.")
@ConnectorAttribute(name = "long-lines", type = "string", direction = Direction.INCOMING, description = "What is done with a longer line: `split` delivers it in several messages, `fail` ends the channel. `split` if it is not set.")
@ConnectorAttribute(name = "from", type = "string", direction = Direction.INCOMING, description = "Where to begin if no position is kept: `start`, `end`, or a number of bytes as in the protocol. If it is not set, where the client of `client` begins, and without `client` at the start.")
@ConnectorAttribute(name = "batch", type = "boolean", direction = Direction.INCOMING, defaultValue = "false", description = "Whether a message has a list of lines, `List<byte[]>`, in place of one: all that are there already, but at most a quarter of `max-inflight`. Not with `position-store=kafka`.")
@ConnectorAttribute(name = "max-inflight", type = "int", direction = Direction.INCOMING, defaultValue = "1024", description = "At most so many lines are delivered and not yet acknowledged, counted from the oldest of them. As many lines at the most come twice after a failure, and with a file or a store also those acknowledged since the last save. From 1 to 1000000.")
@ConnectorAttribute(name = "position-store", type = "string", direction = Direction.INCOMING, description = "Where the position is kept: `file`, `kafka` (in the records of an outgoing channel), `none`, or the identifier of a bean of `TailPositionStore`. `file` if `position-file` is set, and else `none`.")
@ConnectorAttribute(name = "position-file", type = "string", direction = Direction.INCOMING, description = "The file that keeps the position. Its directory must exist.")
@ConnectorAttribute(name = "position-channel", type = "string", direction = Direction.INCOMING, description = "With `position-store=kafka`, the outgoing channel whose topic has the positions. It need not be set if the application has only one outgoing channel of `smallrye-kafka`.")
@ConnectorAttribute(name = "position-look-back", type = "int", direction = Direction.INCOMING, defaultValue = "10000", description = "With `position-store=kafka`, how many records at the end of each partition are searched for the position. Not less than `max-inflight`.")
@ConnectorAttribute(name = "source", type = "string", direction = Direction.INCOMING, description = "The name under which the position is kept. The client's name, or the host and the port, if it is not set.")
@ConnectorAttribute(name = "commit-interval", type = "java.time.Duration", direction = Direction.INCOMING, description = "How often the position is saved, except with `position-store=kafka`. 1 second if it is not set.")
@ConnectorAttribute(name = "failure-strategy", type = "string", direction = Direction.INCOMING, defaultValue = "fail", description = "What is done with a line whose processing fails, or with a batch of them: `fail` ends the channel, `ignore` goes on with the next line, `dead-letter` sends each line to another channel and goes on.")
@ConnectorAttribute(name = "dead-letter-channel", type = "string", direction = Direction.INCOMING, description = "With `failure-strategy=dead-letter`, the outgoing channel that takes the lines that have failed.")
@ConnectorAttribute(name = "health-enabled", type = "boolean", direction = Direction.INCOMING, defaultValue = "true", description = "Whether the channel is part of the liveness, readiness and startup checks.")
@ConnectorAttribute(name = "health-readiness-enabled", type = "boolean", direction = Direction.INCOMING, defaultValue = "true", description = "Whether the channel is part of the readiness check.")
public class TailsrvConnector implements InboundConnector, HealthReporter {

    public static final String NAME = "smallrye-tailsrv";

    /** After other connectors, whose last acknowledgements the last positions have to cover. Kafka's has 50. */
    private static final int AFTER_OTHERS = 1000;

    private static final Duration DRAIN = Duration.ofSeconds(5);

    private record Reported(TailChannel channel, boolean health, boolean readiness) {
    }

    private final TailClients clients;
    private final PositionsChoice positions;
    private final FailureChoice failures;
    private final List<Reported> channels = new CopyOnWriteArrayList<>();
    private final Map<String, List<ClientTrouble>> configured = new ConcurrentHashMap<>(); // by the client's name

    @Inject
    TailsrvConnector(TailClients clients, PositionsChoice positions, FailureChoice failures) {
        this.clients = clients;
        this.positions = positions;
        this.failures = failures;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        TailsrvConnectorIncomingConfiguration attributes = new TailsrvConnectorIncomingConfiguration(config);
        ChannelOptions options = ChannelOptions.of(attributes);
        ClientTrouble trouble = new ClientTrouble();
        TailClient client = new ClientChoice(attributes, clients, trouble).client();
        String source = attributes.getSource().orElse(client.name());
        TailChannel channel = new TailChannel(options, client, positions.positions(attributes, source),
                failures.strategy(attributes), trouble);
        attributes.getClient().ifPresent(name -> configured.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>())
                .add(trouble));
        channels.add(new Reported(channel, attributes.getHealthEnabled(), attributes.getHealthReadinessEnabled()));
        return channel.messages();
    }

    /** Of configured clients. */
    void tell(@ObservesAsync(notifyObserver = Reception.IF_EXISTS) TailClientEvent event) {
        configured.getOrDefault(event.client(), List.of()).forEach(trouble -> trouble.accept(event));
    }

    /** Once all that was read is acknowledged, nothing comes twice after a restart. */
    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent event) throws InterruptedException {
        channels.forEach(reported -> reported.channel().stop());
        long end = System.nanoTime() + DRAIN.toNanos();
        for (Reported reported : channels) {
            reported.channel().drain(Duration.ofNanos(end - System.nanoTime()));
        }
    }

    void close(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(AFTER_OTHERS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        channels.forEach(reported -> reported.channel().close());
    }

    @Override
    public HealthReport getLiveness() {
        return report(Reported::health, channel -> !channel.ended());
    }

    @Override
    public HealthReport getReadiness() {
        return report(reported -> reported.health() && reported.readiness(), TailChannel::ready);
    }

    @Override
    public HealthReport getStartup() {
        return report(Reported::health, channel -> !channel.ended());
    }

    private HealthReport report(Predicate<Reported> included, Predicate<TailChannel> good) {
        HealthReportBuilder builder = HealthReport.builder();
        channels.stream().filter(included).map(Reported::channel).forEach(channel -> {
            boolean ok = good.test(channel);
            builder.add(channel.name(), ok, ok ? null : channel.trouble());
        });
        return builder.build();
    }
}
