#!/usr/bin/env bash
# Netty 4.2.20: the event loops that take the place of the deprecated ones neither count nor list their channels.
#
# NioEventLoopGroup is deprecated; new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()) is to be used instead. With it,
# SingleThreadEventLoop.registeredChannelsIterator() compiles as before and throws an UnsupportedOperationException, and
# registeredChannels() is -1. Whoever counts or lists open connections that way, or looks for a channel of which he knows only the
# port, finds out at run time.
#
# Needs JDK 17 or newer and Maven. Takes 10 seconds once Maven has what it needs. Seen with JDK 17.
# What we do: a port that can't find its channel that way connects to itself, and so learns it from the connection's parent.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>netty-channels-of-an-event-loop</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.netty</groupId>
            <artifactId>netty-transport</artifactId>
            <version>4.2.20.Final</version>
        </dependency>
    </dependencies>
</project>
XML

cat > Channels.java <<'JAVA'
import java.util.Iterator;
import java.util.concurrent.Callable;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

class Channels {

    public static void main(String[] arguments) throws Exception {
        show("deprecated", new NioEventLoopGroup(1));
        show("new", new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()));
    }

    private static void show(String name, EventLoopGroup group) throws Exception {
        try {
            Channel listening = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInboundHandlerAdapter()).bind("127.0.0.1", 0).sync().channel();
            SingleThreadEventLoop eventLoop = (SingleThreadEventLoop) listening.eventLoop();
            Callable<String> list = () -> list(eventLoop, listening);
            System.out.println(name + ": " + eventLoop.submit(list).get());
        } finally {
            group.shutdownGracefully().sync();
        }
    }

    private static String list(SingleThreadEventLoop eventLoop, Channel listening) {
        String count = "count " + eventLoop.registeredChannels();
        try {
            Iterator<Channel> all = eventLoop.registeredChannelsIterator();
            return count + (all.next() == listening ? ", and it is this one" : ", and it is another one");
        } catch (UnsupportedOperationException e) {
            return count + ", " + e;
        }
    }
}
JAVA

mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }
javac -Xlint:-deprecation -cp 'lib/*' Channels.java > javac.log 2>&1 || { cat javac.log; exit 1; }
java -cp 'lib/*:.' Channels 2> java.log | tee seen || { cat java.log; exit 1; }
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
deprecated: count 1, and it is this one
new: count -1, java.lang.UnsupportedOperationException: registeredChannelsIterator
SEEN
