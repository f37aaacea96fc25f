package io.quarkiverse.tailsrv.it.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.common.annotation.NonBlocking;

/**
 * All that it takes to have a file in a topic, beside the channels' configuration.
 */
// tag::forwarder[]
@ApplicationScoped
public class Forwarder {

    @Incoming("lines")
    @Outgoing("log")
    @NonBlocking
    byte[] forward(byte[] line) {
        return line;
    }
}
// end::forwarder[]
