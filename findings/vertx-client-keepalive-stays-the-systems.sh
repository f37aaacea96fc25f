#!/usr/bin/env bash
# Vert.x 4.5.27: with the native transport for Linux, NetClientOptions.setTcpKeepAliveIdleSeconds does nothing.
#
# The option stands in TCPSSLOptions, for clients and servers, and its Javadoc says that it needs a native transport. The
# transport sets it for the connections that a server accepts, and not for those that a client opens: there the system's times
# hold, with Linux two hours of silence before the first probe. A client of a quiet server whose machine has vanished does not
# notice it for so long.
#
# Needs JDK 17 or newer, Maven, and ss of iproute2. Seen with vertx-core 4.5.27 and JDK 17 on Linux 6: the accepted connection's
# timer stands at 1 minute, the opened one's at 119 minutes.
# What we do: the client sets the option on the channel (SocketTransport.keepAlive).
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>vertx-client-keepalive</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.vertx</groupId>
            <artifactId>vertx-core</artifactId>
            <version>4.5.27</version>
        </dependency>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport-native-epoll</artifactId>
            <version>4.1.133.Final</version>
            <classifier>linux-x86_64</classifier>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > KeepAlive.java <<'JAVA'
import java.util.concurrent.CountDownLatch;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;

/** A connection of which both ends ask for keepalive after 65 seconds, as the kernel sees it. */
public class KeepAlive {

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException("No native transport", vertx.unavailableNativeTransportCause());
        }
        NetServerOptions accepting = new NetServerOptions().setTcpKeepAlive(true);
        accepting.setTcpKeepAliveIdleSeconds(65);
        CountDownLatch accepted = new CountDownLatch(1);
        NetServer server = vertx.createNetServer(accepting)
                .connectHandler(socket -> accepted.countDown()).listen(0, "localhost").toCompletionStage().toCompletableFuture().get();
        NetClientOptions opening = new NetClientOptions().setTcpKeepAlive(true);
        opening.setTcpKeepAliveIdleSeconds(65);
        vertx.createNetClient(opening).connect(server.actualPort(), "localhost").toCompletionStage().toCompletableFuture().get();
        accepted.await();
        String port = Integer.toString(server.actualPort());
        new ProcessBuilder("ss", "-tnoH", "sport = :" + port).inheritIO().start().waitFor();
        new ProcessBuilder("ss", "-tnoH", "dport = :" + port).inheritIO().start().waitFor();
        System.exit(0);
    }
}
JAVA
java -cp 'lib/*' KeepAlive.java | tee seen
[[ $(sed -n 1p seen) == *keepalive,1min* && $(sed -n 2p seen) =~ keepalive,1[01][0-9]min ]] || { echo "This has changed"; exit 1; }
