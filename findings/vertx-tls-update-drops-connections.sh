#!/usr/bin/env bash
# Vert.x 4.5.27: while NetServer.updateSSLOptions runs, each new connection of that server is dropped in its handshake.
#
# Its Javadoc says that the new options are used for subsequent connections. In between, the server keeps the future of the new
# TLS context instead of the old context, and a connection that is accepted before the future is completed finds none:
# "Failed to initialize a channel. Closing: ... NullPointerException" in the log, and the end of the connection for the client.
# How long that takes depends on how long the key store takes to read; here it takes half a second, as one on a network may.
#
# Needs JDK 17 or newer and Maven. Seen with vertx-core 4.5.27 and JDK 17: 20 of 20 connections lost while the options were
# updated, 0 of 20 before and 0 of 20 after. By its sources, Vert.x 5.1 uses the old context until the new one is there.
# What we do: the port accepts nothing while the options are updated; clients wait in the backlog.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>vertx-tls-update</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.vertx</groupId>
            <artifactId>vertx-core</artifactId>
            <version>4.5.27</version>
        </dependency>
    </dependencies>
</project>
XML
keytool -genkeypair -alias key -keyalg EC -dname CN=localhost -validity 3 -storetype PKCS12 -keystore key.p12 \
    -storepass changeit 2> /dev/null
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Update.java <<'JAVA'
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.net.ssl.KeyManagerFactory;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;

/** A server with TLS, whose key takes half a second to read when it is updated. */
public class Update {

    private static final int CLIENTS = 20;

    record SlowKey(KeyCertOptions key) implements KeyCertOptions {

        @Override
        public KeyCertOptions copy() {
            return this;
        }

        @Override
        public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
            TimeUnit.MILLISECONDS.sleep(500);
            return key.getKeyManagerFactory(vertx);
        }

        @Override
        public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) throws Exception {
            return key.keyManagerFactoryMapper(vertx);
        }
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        KeyCertOptions key = new PfxOptions().setPath("key.p12").setPassword("changeit");
        NetServer server = get(vertx.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(key))
                .connectHandler(socket -> socket.write(Buffer.buffer("hello"))).listen(0, "127.0.0.1"));
        NetClient client = vertx.createNetClient(new NetClientOptions().setSsl(true).setTrustAll(true)
                .setHostnameVerificationAlgorithm(""));
        System.out.println("before: " + lost(client, server.actualPort()) + " of " + CLIENTS + " lost");
        Future<Boolean> update = server.updateSSLOptions(new SSLOptions().setKeyCertOptions(new SlowKey(key)), true);
        System.out.println("while: " + lost(client, server.actualPort()) + " of " + CLIENTS + " lost");
        get(update);
        System.out.println("after: " + lost(client, server.actualPort()) + " of " + CLIENTS + " lost");
        get(vertx.close());
    }

    private static int lost(NetClient client, int port) {
        int lost = 0;
        for (int i = 0; i < CLIENTS; i++) {
            try {
                get(get(client.connect(port, "127.0.0.1")).close());
            } catch (Exception e) {
                lost++;
            }
        }
        return lost;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
JAVA
java -cp 'lib/*' Update.java 2> vertx.log | tee seen || { cat vertx.log; exit 1; }
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
before: 0 of 20 lost
while: 20 of 20 lost
after: 0 of 20 lost
SEEN
grep --quiet NullPointerException vertx.log || { echo "The reason has changed"; exit 1; }
