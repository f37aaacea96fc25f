package io.quarkiverse.tailsrv.it.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

/**
 * A short server of Vert.x, to compare with: one thread takes the directory's events and reads what was appended, an event loop
 * writes it to all clients. It checks nothing, knows nothing of rotation, and keeps in memory what a client does not read.
 */
public final class VertxFloor {

    private final Path path;
    private final FileChannel file;
    private long read;

    // Used on the event loop
    private final List<NetSocket> clients = new ArrayList<>();
    private long limit;

    private VertxFloor(Path path) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path);
        this.read = file.size();
        this.limit = read;
    }

    /**
     * @param arguments the port, and the file, which has to be there
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[1]).toAbsolutePath();
        VertxFloor floor = new VertxFloor(path);
        WatchService events = FileSystems.getDefault().newWatchService();
        path.getParent().register(events, StandardWatchEventKinds.ENTRY_MODIFY);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Context eventLoop = vertx.getOrCreateContext();
        eventLoop.runOnContext(now -> vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(client -> client.handler(header -> floor.begin(client, header)))
                .listen(Integer.parseInt(arguments[0]), "localhost").onFailure(cause -> {
                    cause.printStackTrace();
                    System.exit(1);
                }));
        while (true) {
            WatchKey key = events.take();
            key.pollEvents();
            key.reset();
            floor.grow(eventLoop);
        }
    }

    private void begin(NetSocket client, Buffer header) {
        client.handler(rest -> {
            // thrown away
        });
        long offset = Long.parseLong(header.toString().trim());
        client.closeHandler(closed -> clients.remove(client));
        catchUp(client, offset < 0 ? limit + offset : offset);
    }

    private void catchUp(NetSocket client, long position) {
        long end = limit;
        if (position < end) {
            client.sendFile(path.toString(), position, end - position).onSuccess(sent -> catchUp(client, end));
        } else {
            clients.add(client);
        }
    }

    private void grow(Context eventLoop) throws IOException {
        int length = (int) (file.size() - read);
        if (length > 0) {
            byte[] bytes = new byte[length];
            int count = file.read(ByteBuffer.wrap(bytes), read);
            read += count;
            Buffer grown = Buffer.buffer(bytes).slice(0, count);
            eventLoop.runOnContext(now -> {
                limit += grown.length();
                clients.forEach(client -> client.write(grown));
            });
        }
    }
}
