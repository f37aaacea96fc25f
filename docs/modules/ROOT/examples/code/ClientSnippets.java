package io.quarkiverse.tailsrv.deployment.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailGenerationChanged;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What the pages show of clients that are made in code. As there, a few names are the application's own.
 */
final class ClientSnippets {

    private static final Logger LOG = Logger.getLogger(ClientSnippets.class);

    private final String host;
    private final int port;

    ClientSnippets(String host, int port) {
        this.host = host;
        this.port = port;
    }

    Cancellable lines(TailClients clients, Consumer<String> handler) {
        // tag::lines[]
        TailClient client = clients.builder().host(host).port(port).build();
        Cancellable reading = client.lines(TailPosition.end())
                .subscribe().with(
                        line -> handler.accept(line.offset() + ": " + line.text()),
                        failure -> LOG.error("No more lines", failure));
        // end::lines[]
        return reading;
    }

    Cancellable resume(TailClient client, Path kept, Consumer<String> handler) throws IOException {
        // tag::resume[]
        TailPosition from = Files.exists(kept) ? TailPosition.parse(Files.readString(kept)) : TailPosition.start();
        Cancellable reading = client.lines(from)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem().invoke(line -> handler.accept(line.text()))
                .onItem().invoke(line -> write(kept, line.position().toString()))
                .subscribe().with(line -> LOG.debugf("%s is done", line));
        // end::resume[]
        return reading;
    }

    TailClient events(TailClients clients, Consumer<String> alarm) {
        // tag::events[]
        TailClient client = clients.builder().host(host).port(port)
                .observer(event -> {
                    if (event instanceof TailGenerationChanged changed) {
                        alarm.accept("Another file; the last one was read to byte " + changed.lastOffset());
                    }
                })
                .build();
        // end::events[]
        return client;
    }

    Cancellable mirror(TailClients clients, TailClient audit, String copy) {
        // tag::mirror[]
        Multi<TailMirrorProgress> progress = clients.mirror(audit, Path.of(copy)).keep(30).progress();
        Cancellable mirror = progress.subscribe().with(
                safe -> LOG.debugf("%s bytes are on the disk", safe.length()),
                failure -> LOG.error("The copy does not grow any more", failure));
        // end::mirror[]
        return mirror;
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
