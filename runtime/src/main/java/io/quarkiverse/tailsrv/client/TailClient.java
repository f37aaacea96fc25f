package io.quarkiverse.tailsrv.client;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Reads one growing file from a server of the tailsrv protocol. When the connection ends, the client connects again by itself
 * and goes on at the byte where it was, if the file is still the one that it was; if not, it goes on with the first byte of the
 * new file, as a new generation.
 * <p>
 * A client configured by {@code quarkus.tailsrv.client."name".*} is injected with {@link TailClientName}; {@link TailClients}
 * makes others in code. All methods may be called from any thread, and none blocks.
 * <p>
 * What was written to the old file while nobody was connected was not received, and a {@link TailGenerationChanged} says so. A
 * server with {@code on-rotation=follow} goes on with a new file over the same connection and does not mark it: a client takes
 * it
 * for a part of the old one, and begins it again when it connects the next time. Then bytes come twice, and none is lost.
 * <p>
 * Each stream that is subscribed to has a connection of its own. Its items come on an event loop, never two at a time, and only
 * as many as were requested: while nothing is requested, the server waits. Cancelling a stream closes its connection. A stream
 * ends with a {@link TailClientException} if the settings allow no further try, if a line is too long and that is a
 * failure, or if something in the client fails, such as that memory has run out; else when the application shuts down.
 */
public interface TailClient {

    /**
     * The name in the configuration, or the one given by {@link TailClientBuilder#name(String)}.
     */
    String name();

    /**
     * The bytes as they come, from where the settings say.
     */
    default Multi<Buffer> bytes() {
        return chunks().map(TailChunk::bytes);
    }

    /**
     * The bytes as they come. Where another file begins can't be seen in them; {@link #chunks(TailPosition)} says it.
     *
     * @param from where to begin, whatever the settings say
     */
    default Multi<Buffer> bytes(TailPosition from) {
        return chunks(from).map(TailChunk::bytes);
    }

    /**
     * The bytes as they come, each run of them with its generation and offset, from where the settings say.
     */
    Multi<TailChunk> chunks();

    /**
     * As {@link #chunks()}.
     *
     * @param from where to begin, whatever the settings say
     */
    Multi<TailChunk> chunks(TailPosition from);

    /**
     * The lines, from where the settings say. The last bytes of a file come when their newline has come, or when the file has
     * been replaced by another one.
     */
    Multi<TailLine> lines();

    /**
     * As {@link #lines()}.
     *
     * @param from where to begin, whatever the settings say
     */
    Multi<TailLine> lines(TailPosition from);

    /**
     * What this client's streams have done since it was made.
     */
    TailClientStatus status();
}
