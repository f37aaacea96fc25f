/**
 * The connector {@code smallrye-tailsrv}, for applications that have Reactive Messaging: its attributes, its channels and its
 * health. Each line that a client reads becomes a message, or a batch of them does ({@code line}), and a position is kept up to
 * the
 * first line that is not acknowledged ({@code position}; {@code kafka} where the application has Kafka's connector). It uses
 * the
 * public API of the client, and of {@code runtime} it imports {@code thread}, and {@code client} for batches. Nobody imports
 * it.
 */
package io.quarkiverse.tailsrv.runtime.messaging;
