/**
 * Positions in a topic of Kafka, for applications that have its connector: written as headers of the records, and read back
 * from the topic's end. Of {@code runtime} it imports {@code messaging}, {@code messaging.position} and {@code thread}.
 */
package io.quarkiverse.tailsrv.runtime.messaging.kafka;
