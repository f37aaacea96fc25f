package io.quarkiverse.tailsrv.client;

/**
 * Something that happened to a stream of a client. Those of configured clients are fired as asynchronous CDI events.
 */
public sealed interface TailClientEvent permits TailClientConnected, TailClientDisconnected, TailGenerationChanged {

    /** The client's {@link TailClient#name()}. */
    String client();
}
