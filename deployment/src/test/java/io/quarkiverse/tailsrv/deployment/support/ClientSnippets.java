package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The code of the page "Reading from code", word by word.
 */
public final class ClientSnippets {

    private static final Logger LOG = Logger.getLogger(ClientSnippets.class);

    private final String host;
    private final int port;

    public ClientSnippets(String host, int port) {
        this.host = host;
        this.port = port;
    }

    public Cancellable lines(TailClients clients, Consumer<String> handler) {
        TailClient client = clients.builder().host(host).port(port).build();
        Cancellable reading = client.lines(TailPosition.end())
                .subscribe().with(
                        line -> handler.accept(line.offset() + ": " + line.text()),
                        failure -> LOG.error("No more lines", failure));
        return reading;
    }

    public Cancellable resume(TailClient client, Path kept, Consumer<String> handler) throws IOException {
        TailPosition from = Files.exists(kept) ? TailPosition.parse(Files.readString(kept)) : TailPosition.start();
        Cancellable reading = client.lines(from)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem().invoke(line -> handler.accept(line.text()))
                .onItem().invoke(line -> write(kept, line.position().toString()))
                .subscribe().with(line -> LOG.debugf("%s is done", line));
        return reading;
    }

    public TailClient events(TailClients clients, Consumer<String> alarm) {
        TailClient client = clients.builder().host(host).port(port)
                .observer(event -> {
                    if (event instanceof TailGenerationChanged changed) {
                        alarm.accept("Another file; the last one was read to byte " + changed.lastOffset());
                    }
                })
                .build();
        return client;
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
