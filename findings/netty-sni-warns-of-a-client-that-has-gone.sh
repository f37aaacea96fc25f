#!/usr/bin/env bash
# Netty 4.1.133 and 4.2.18: a client that goes while its certificate is looked up by name leaves a warning that blames the
# server.
#
# SniHandler may look up the certificate on another thread. If the client has closed its connection by the time the answer comes,
# the handler still tries to replace itself in the pipeline, which it is no longer part of. The NoSuchElementException goes past
# the server's handlers, since they are gone too, to the end of the pipeline: "An exceptionCaught() event was fired, and it
# reached at the tail of the pipeline. It usually means the last handler in the pipeline did not handle the exception", at WARN,
# with a stack trace that names neither the client nor the port.
#
# Vert.x 4.5 looks certificates up on its worker threads (with SNI only), so a server with more than one certificate logs this
# now and then, and more often when it has much to do.
#
# Needs JDK 17 or newer and Maven. Seen with Netty 4.1.133 and 4.2.18, JDK 17.
# What we do: the documentation of TLS says what the line means. No handler of ours is there any more to catch the exception.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > Gone.java <<'JAVA'
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AsyncMapping;
import io.netty.util.concurrent.Promise;

/** A client asks for a name, and is gone before the certificate of that name is found. */
public class Gone {

    private static Promise<SslContext> lookup;

    public static void main(String[] args) throws Exception {
        List<Throwable> handled = new ArrayList<>();
        AsyncMapping<String, SslContext> certificates = (name, promise) -> lookup = promise;
        EmbeddedChannel channel = new EmbeddedChannel(new SniHandler(certificates), new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                handled.add(cause);
            }
        });
        channel.writeInbound(Unpooled.wrappedBuffer(hello()));
        channel.close();
        lookup.setSuccess(SslContextBuilder.forClient().build());
        channel.runPendingTasks();
        System.out.println("the last handler was told of " + handled.size() + " exceptions");
        try {
            channel.checkException();
            System.out.println("the end of the pipeline was told of none");
        } catch (Exception e) {
            System.out.println("the end of the pipeline was told of " + e.getCause().getClass().getName());
        }
    }

    private static ByteBuffer hello() throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine("www.example.org", 443);
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        return hello.flip();
    }
}
JAVA

for version in 4.1.133.Final 4.2.18.Final; do
    cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>netty-sni-gone</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-handler</artifactId>
            <version>$version</version>
        </dependency>
    </dependencies>
</project>
XML
    mvn --quiet --batch-mode dependency:copy-dependencies "-DoutputDirectory=$version" > mvn.log 2>&1 || { cat mvn.log; exit 1; }
    echo "Netty $version"
    java -cp "$version/*" Gone.java 2> java.log || { cat java.log; exit 1; }
done | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
Netty 4.1.133.Final
the last handler was told of 0 exceptions
the end of the pipeline was told of java.util.NoSuchElementException
Netty 4.2.18.Final
the last handler was told of 0 exceptions
the end of the pipeline was told of java.util.NoSuchElementException
SEEN
