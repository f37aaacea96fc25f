package io.quarkiverse.tailsrv.deployment.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tailsrv.messaging.TailMetadata;

@ApplicationScoped
public class Origins {

    private final Map<Long, String> linesByOffset = new ConcurrentHashMap<>();

    // tag::origin[]
    @Incoming("lines")
    CompletionStage<Void> take(Message<byte[]> message) {
        TailMetadata origin = message.getMetadata(TailMetadata.class).orElseThrow();
        linesByOffset.put(origin.offset(), new String(message.getPayload(), StandardCharsets.UTF_8));
        return message.ack();
    }
    // end::origin[]

    Map<Long, String> linesByOffset() {
        return linesByOffset;
    }
}
