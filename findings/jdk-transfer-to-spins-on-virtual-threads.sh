#!/usr/bin/env bash
# JDK 25: once a virtual thread has read from a blocking SocketChannel, FileChannel.transferTo to that channel waits no more:
# when the client takes nothing it returns 0, and the usual loop around it takes a whole core.
#
# The first read that has to be done by a virtual thread makes the socket non-blocking, for good, and isBlocking() goes on
# saying true. Read and write hide that, since they park the thread; transferTo calls sendfile, which has no room and says so.
# The documentation of transferTo gives a non-blocking target as a reason for fewer bytes, and this one is blocking. On a
# socket that no virtual thread has read from yet, transferTo blocks, and with it the carrier thread, so that a few slow
# clients stop all other virtual threads. On a platform thread it waits as it should. So a small file server, "read the
# header, send the file", is right in all tests, and goes wrong with the first slow client when its threads become virtual.
# Here the client takes nothing for two seconds, then all. The scheduler has one carrier.
#
# Needs Linux and a JDK 21 or newer in JAVA_HOME, or as java. Takes 15 seconds. Seen with Temurin 25.0.3.
# What we do: sendfile is called on event loops only, which wait for the socket to have room. Users who write a server of
# their own in the way of our minimal ones must not just change the threads.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > Send.java <<'JAVA'
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** Sends a file of 32 MiB to a client that takes its time. */
class Send {

    private static final Path FILE = Path.of("file");

    public static void main(String[] args) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(FILE.toFile(), "rw")) {
            file.setLength(32 << 20);
        }
        run("a platform thread that has read the header", Thread.ofPlatform(), true);
        run("a virtual thread that has read the header", Thread.ofVirtual(), true);
        run("a virtual thread that has read nothing", Thread.ofVirtual(), false);
    }

    private static void run(String what, Thread.Builder builder, boolean header) throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                SocketChannel client = SocketChannel.open(listening.getLocalAddress());
                SocketChannel connection = listening.accept()) {
            if (!header) {
                client.shutdownOutput();
            }
            int[] zeros = new int[1];
            Thread thread = builder.start(() -> send(connection, header, zeros));
            if (header) {
                Thread.sleep(200); // it waits for the header
                client.write(ByteBuffer.wrap("0\n".getBytes()));
            }
            Thread.sleep(500);
            int before = zeros[0];
            Duration cpu = cpu();
            Thread other = Thread.startVirtualThread(() -> {
            });
            Thread.sleep(2000);
            System.err.println(what + ": " + cpu().minus(cpu).toMillis() + " ms of CPU time in 2 s, " + (zeros[0] - before) + " zeros");
            System.out.println(what + ": blocking is " + connection.isBlocking() + ", it "
                    + (zeros[0] - before > 1000 ? "had 0 more than 1,000 times" : "was in one call") + ", another virtual thread "
                    + (other.isAlive() ? "did not run" : "ran"));
            ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
            long received = 0;
            while (received < 32 << 20) {
                received += client.read(bytes.clear());
            }
            thread.join();
        }
    }

    private static void send(SocketChannel connection, boolean header, int[] zeros) {
        try (FileChannel file = FileChannel.open(FILE)) {
            if (header) {
                connection.read(ByteBuffer.allocate(64));
            }
            for (long position = 0; position < file.size();) {
                long sent = file.transferTo(position, file.size() - position, connection);
                if (sent == 0) {
                    zeros[0]++;
                }
                position += sent;
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -Djdk.virtualThreadScheduler.parallelism=1 Send.java | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
a platform thread that has read the header: blocking is true, it was in one call, another virtual thread ran
a virtual thread that has read the header: blocking is true, it had 0 more than 1,000 times, another virtual thread did not run
a virtual thread that has read nothing: blocking is true, it was in one call, another virtual thread did not run
SEEN
