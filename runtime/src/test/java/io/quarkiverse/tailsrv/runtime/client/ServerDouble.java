package io.quarkiverse.tailsrv.runtime.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that does with each client what a test says.
 */
final class ServerDouble implements AutoCloseable {

    /** What is done with a client. */
    interface Service {

        /** The connection is closed afterwards. */
        void serve(long offset, Socket client) throws Exception;
    }

    private final ServerSocket socket = open();
    private final AtomicInteger clients = new AtomicInteger();
    private final Service service;

    ServerDouble(Service service) {
        this.service = service;
        start(() -> {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                clients.incrementAndGet();
                start(() -> serve(client));
            }
        });
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                Thread.currentThread().interrupt(); // the client or the test has ended it
            }
        }, "server-double");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws Exception {
        try (client) {
            String header = new BufferedReader(new InputStreamReader(client.getInputStream())).readLine();
            service.serve(Long.parseLong(header), client);
        }
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    int clients() {
        return clients.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
