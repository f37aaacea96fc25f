package io.quarkiverse.tailsrv.deployment.messaging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.messaging.TailBatchMetadata;

@ApplicationScoped
public class Texts {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    // tag::texts[]
    @Incoming("texts")
    void take(List<byte[]> batch, TailBatchMetadata origin) {
        for (TailLine line : origin.lines()) {
            texts.add(line.offset() + ": " + line.text());
        }
    }
    // end::texts[]

    List<String> texts() {
        return texts;
    }
}
