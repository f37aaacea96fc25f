/**
 * For applications that have Kafka's connector: positions in a topic, written as headers of the records and read back from the
 * topic's end, and headers of dead letters. Of {@code runtime} it imports {@code messaging}, {@code messaging.position} and
 * {@code thread}.
 */
package io.quarkiverse.tailsrv.runtime.messaging.kafka;
