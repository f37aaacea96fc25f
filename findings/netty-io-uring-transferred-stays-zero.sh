#!/usr/bin/env bash
# Netty 4.2.18: with io_uring, DefaultFileRegion.transferred() stays 0, also when all of the region has been sent.
#
# FileRegion.transferred() is "the bytes which was transfered already". With NIO and epoll it counts up to count(). The transport
# for io_uring splices the file by itself and counts elsewhere, so that whoever adds up transferred() for a metric, or to see how
# far a client has got when its connection breaks, has 0. The write's promise succeeds, and the progress that it tells is right.
#
# Needs Linux with io_uring, JDK 17 or newer and Maven. Seen with Netty 4.2.9 and 4.2.18, Linux 6.18, JDK 17.
# What we do: nothing yet, since Vert.x 4 has no io_uring; with it, what was sent of a piece that is cut off would not be
# counted.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>netty-io-uring-transferred</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport-native-epoll</artifactId>
            <version>4.2.18.Final</version>
            <classifier>linux-x86_64</classifier>
        </dependency>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport-native-io_uring</artifactId>
            <version>4.2.18.Final</version>
            <classifier>linux-x86_64</classifier>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Send.java <<'JAVA'
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/** Sends a file to a client, with each transport. */
public class Send {

    private static final int LENGTH = 8 << 20;

    public static void main(String[] args) throws Exception {
        Path file = Files.write(Path.of("file"), new byte[LENGTH]);
        send("NIO", NioIoHandler.newFactory(), NioServerSocketChannel.class, file);
        send("epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class, file);
        send("io_uring", IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class, file);
    }

    private static void send(String name, IoHandlerFactory io, Class<? extends ServerChannel> type, Path file)
            throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io);
        CompletableFuture<Long> transferred = new CompletableFuture<>();
        Channel server = new ServerBootstrap().group(group).channel(type).childHandler(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) throws Exception {
                DefaultFileRegion region = new DefaultFileRegion(FileChannel.open(file), 0, LENGTH);
                context.writeAndFlush(region.retain()).addListener(written -> {
                    transferred.complete(written.isSuccess() ? region.transferred() : -1);
                    region.release();
                    context.close();
                });
            }
        }).bind("127.0.0.1", 0).sync().channel();
        try (Socket client = new Socket("127.0.0.1", ((InetSocketAddress) server.localAddress()).getPort());
                InputStream received = client.getInputStream()) {
            System.out.println(name + ": the client got " + received.readAllBytes().length + ", transferred() is "
                    + transferred.get(10, TimeUnit.SECONDS));
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    }
}
JAVA
java -cp 'lib/*' Send.java 2> java.log | tee seen || { cat java.log; exit 1; }
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
NIO: the client got 8388608, transferred() is 8388608
epoll: the client got 8388608, transferred() is 8388608
io_uring: the client got 8388608, transferred() is 0
SEEN
