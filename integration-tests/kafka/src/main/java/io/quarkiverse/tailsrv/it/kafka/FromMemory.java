package io.quarkiverse.tailsrv.it.kafka;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.smallrye.mutiny.Multi;

/**
 * Lines from memory, without end, for the benchmark: how fast Kafka's connector takes them.
 */
@ApplicationScoped
public class FromMemory {

    private static final byte[] LINE = "x".repeat(99).getBytes(StandardCharsets.US_ASCII);

    @Outgoing("log-from-memory")
    Multi<byte[]> lines() {
        return Multi.createBy().repeating().supplier(LINE::clone).indefinitely();
    }
}
