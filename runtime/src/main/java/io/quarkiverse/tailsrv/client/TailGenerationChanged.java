package io.quarkiverse.tailsrv.client;

/**
 * The server has another file than before, and the stream goes on with its first byte. What was written to the old file behind
 * {@code lastOffset} while nobody was connected was not received, and can't be known.
 *
 * @param client the client's {@link TailClient#name()}
 * @param generation the number of the new file as the stream counts them
 * @param lastOffset how far the old file was received
 * @param reason how the other file was told from the old one, in a few words for an operator
 */
public record TailGenerationChanged(String client, long generation, long lastOffset, String reason)
        implements
            TailClientEvent {
}
