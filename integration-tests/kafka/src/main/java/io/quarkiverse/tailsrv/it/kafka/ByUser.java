package io.quarkiverse.tailsrv.it.kafka;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.reactive.messaging.kafka.Record;

/**
 * As {@link Forwarder}, with a key: all lines of a user go to the same partition. Each line begins with its user's name.
 */
@ApplicationScoped
public class ByUser {

    // tag::by-user[]
    @Incoming("lines-by-user")
    @Outgoing("log-by-user")
    @NonBlocking
    Record<String, byte[]> forward(String line) {
        String user = line.substring(0, line.indexOf(' '));
        return Record.of(user, line.getBytes(StandardCharsets.UTF_8));
    }
    // end::by-user[]
}
