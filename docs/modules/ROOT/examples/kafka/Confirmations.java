package io.quarkiverse.tailsrv.it.kafka;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Acknowledges a batch once the broker has confirmed all of its lines, or refuses it once.
 */
// tag::confirmations[]
final class Confirmations implements Callback {

    private final Message<List<byte[]>> batch;
    private final AtomicInteger missing;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Exception failure; // of any line; null if there is none

    Confirmations(Message<List<byte[]>> batch) {
        this.batch = batch;
        this.missing = new AtomicInteger(batch.getPayload().size());
    }

    @Override
    public void onCompletion(RecordMetadata written, Exception failure) {
        if (failure != null) {
            this.failure = failure;
        }
        if (missing.decrementAndGet() == 0) {
            if (this.failure != null) {
                fail(this.failure);
            } else if (settled.compareAndSet(false, true)) {
                batch.ack();
            }
        }
    }

    void fail(Exception cause) {
        if (settled.compareAndSet(false, true)) {
            batch.nack(cause);
        }
    }
}
// end::confirmations[]
