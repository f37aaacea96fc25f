#!/usr/bin/env bash
# Vert.x 5.1.6: on io_uring, a client that shuts its writing side right behind its request gets no byte of the answer.
#
# "echo hello | nc -N" is such a client. On NIO and epoll a short answer that is written when the request comes reaches it. On
# io_uring the same handler's write fails with a StacklessClosedChannelException: the end of the client's input, at which Vert.x
# closes the connection, comes first. So a service that such clients have used for years stops answering them when its transport
# is changed, and nothing is logged. (An answer that does not fit into the socket's buffer is cut off on all three.)
#
# Needs Linux with io_uring, JDK 17 or newer and Maven. Seen with vertx-core 5.1.6, Netty 4.2.17, Linux 6.18 and JDK 17, each time.
# What we do: ChannelOption.ALLOW_HALF_CLOSURE is set on each connection, so that Vert.x is not told of the end.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>vertx-io-uring-half-close</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.vertx</groupId>
            <artifactId>vertx-core</artifactId>
            <version>5.1.6</version>
        </dependency>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport-native-epoll</artifactId>
            <version>4.2.17.Final</version>
            <classifier>linux-x86_64</classifier>
        </dependency>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport-native-io_uring</artifactId>
            <version>4.2.17.Final</version>
            <classifier>linux-x86_64</classifier>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Answer.java <<'JAVA'
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.transport.Transport;

/** Answers each request with a word, on each transport, to clients that half-close and to those that do not. */
public class Answer {

    public static void main(String[] args) throws Exception {
        for (Transport transport : List.of(Transport.NIO, Transport.EPOLL, Transport.IO_URING)) {
            Vertx vertx = Vertx.builder().withTransport(transport).build();
            NetServer server = get(vertx.createNetServer()
                    .connectHandler(socket -> socket.handler(request -> socket.end(request))).listen(0, "127.0.0.1"));
            System.out.println(transport.name() + ": " + ask(server.actualPort(), false) + " bytes, "
                    + ask(server.actualPort(), true) + " if the client half-closes");
            get(vertx.close());
        }
    }

    private static int ask(int port, boolean halfCloses) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("hello".getBytes());
            if (halfCloses) {
                socket.shutdownOutput();
            }
            return socket.getInputStream().readAllBytes().length;
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
JAVA
java -cp 'lib/*' Answer.java 2> java.log | tee seen || { cat java.log; exit 1; }
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
nio: 5 bytes, 5 if the client half-closes
epoll: 5 bytes, 5 if the client half-closes
io_uring: 5 bytes, 0 if the client half-closes
SEEN
