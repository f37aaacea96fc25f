package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.messaging.line.DeadLetters;
import io.quarkiverse.tailsrv.runtime.messaging.line.FailureStrategy;
import io.quarkiverse.tailsrv.runtime.messaging.line.Ignore;
import io.smallrye.reactive.messaging.ChannelRegistry;

/**
 * What is done with lines whose processing fails, as {@code failure-strategy} says.
 */
@Singleton
public class FailureChoice {

    private final ChannelRegistry channels;
    private final Config config;
    private final Instance<LetterLabels> labels;

    @Inject
    FailureChoice(ChannelRegistry channels, Config config, @Any Instance<LetterLabels> labels) {
        this.channels = channels;
        this.config = config;
        this.labels = labels;
    }

    /**
     * @throws IllegalArgumentException if an attribute is wrong
     */
    FailureStrategy strategy(TailsrvConnectorIncomingConfiguration attributes) {
        String name = attributes.getFailureStrategy();
        return switch (name) {
            case "fail" -> (message, reason) -> CompletableFuture.failedFuture(reason);
            case "ignore" -> new Ignore(attributes.getChannel());
            case "dead-letter" -> deadLetters(attributes);
            default -> throw Attributes.invalid(attributes.getChannel(), "failure-strategy", name,
                    "is no strategy; set fail, ignore or dead-letter");
        };
    }

    /** The outgoing channel is the application's as any other is: it is connected when Reactive Messaging connects all. */
    private FailureStrategy deadLetters(TailsrvConnectorIncomingConfiguration attributes) {
        String outgoing = attributes.getDeadLetterChannel().orElseThrow(() -> Attributes.missing(attributes.getChannel(),
                "dead-letter-channel", "set the outgoing channel that takes lines that have failed"));
        checkConnected(attributes.getChannel(), outgoing);
        DeadLetters deadLetters = new DeadLetters(
                (origin, reason) -> labels.stream().map(each -> each.label(origin, reason)).toList());
        channels.register(outgoing, deadLetters.letters(), false);
        return deadLetters;
    }

    /** A letter to a channel that is not there, or not enabled, would never be acknowledged, and this one would wait. */
    private void checkConnected(String channel, String outgoing) {
        OutgoingChannels all = new OutgoingChannels(config);
        if (!all.contains(outgoing)) {
            throw Attributes.invalid(channel, "dead-letter-channel", outgoing,
                    "is no outgoing channel; set " + Attributes.outgoingProperty(outgoing, "connector"));
        }
        if (!all.isEnabled(outgoing)) {
            throw Attributes.invalid(channel, "dead-letter-channel", outgoing, "is not enabled; set "
                    + Attributes.outgoingProperty(outgoing, "enabled") + " to true, or take another channel");
        }
    }
}
