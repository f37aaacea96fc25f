package io.quarkiverse.tailsrv.it.bench.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that Java's own library allows, to compare with: what is appended to a file is written to all clients, by the
 * thread that takes the directory's events. It checks nothing, knows nothing of rotation, and a client that does not read stops
 * it.
 */
public final class JavaFloor {

    private static final int BUFFER_SIZE = 1 << 20;
    private static final int HEADER_SIZE = 64;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final List<SocketChannel> clients = new ArrayList<>();
    private long limit;

    private JavaFloor(FileChannel file) throws IOException {
        this.file = file;
        this.limit = file.size();
    }

    /**
     * @param arguments the port, and the file, which has to be there
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[1]).toAbsolutePath();
        JavaFloor floor = new JavaFloor(FileChannel.open(path));
        WatchService events = FileSystems.getDefault().newWatchService();
        path.getParent().register(events, StandardWatchEventKinds.ENTRY_MODIFY);
        ServerSocketChannel port = ServerSocketChannel.open();
        port.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
        Thread accepting = new Thread(() -> floor.accept(port), "accept");
        accepting.setDaemon(true);
        accepting.start();
        while (true) {
            WatchKey key = events.take();
            key.pollEvents();
            key.reset();
            floor.grow();
        }
    }

    private void accept(ServerSocketChannel port) {
        while (true) {
            try {
                SocketChannel client = port.accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
                if (client.read(header) < 0) {
                    client.close(); // it only wanted to know whether the port is open
                } else {
                    begin(client, Long.parseLong(StandardCharsets.US_ASCII.decode(header.flip()).toString().trim()));
                }
            } catch (IOException | NumberFormatException e) {
                e.printStackTrace(); // one client; others are to be served
            }
        }
    }

    private synchronized void begin(SocketChannel client, long offset) throws IOException {
        for (long position = offset < 0 ? limit + offset : offset; position < limit;) {
            position += file.transferTo(position, limit - position, client);
        }
        clients.add(client);
    }

    private synchronized void grow() throws IOException {
        for (int read = file.read(buffer.clear(), limit); read > 0; read = file.read(buffer.clear(), limit)) {
            limit += read;
            buffer.flip();
            clients.removeIf(client -> !write(client, buffer.duplicate()));
        }
    }

    /** @return false if the client has gone */
    private static boolean write(SocketChannel client, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
