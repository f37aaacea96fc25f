#!/usr/bin/env bash
# Vert.x 4.5.27 and 5.1.6: a RecordParser that is paused behind each record copies all that is left of its buffer, each time.
#
# To take one line at a time, a handler pauses the parser, and resumes it when the line has been dealt with, or it calls
# fetch(1). Whenever the parser stops for that, it copies what it has not parsed yet into a new buffer, though it could go on
# where it was. So the cost of a buffer grows with the square of its lines: a buffer of 64 KiB, which is what Netty reads from
# a busy socket at a time, with lines of 16 bytes has 4,096 of them, and is copied 2,048 times over. Tests with a few lines
# notice nothing.
# Here the lines of a buffer are taken as they come, and then one at a time, and what the thread has allocated is divided by
# the buffer's length. That does not depend on the machine.
#
# Needs JDK 17 or newer and Maven. Takes 10 seconds once Maven has what it needs. Seen with JDK 17: one at a time, 64 KiB take
# 50 times as long as all together.
# What we do: our client splits lines by itself, with an index into the bytes that were received.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > Lines.java <<'JAVA'
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;

/** Splits a buffer into lines of 16 bytes. */
class Lines {

    private static final String LINE = "0123456789abcde\n";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public static void main(String[] args) {
        all(16);
        single(16); // what is allocated once and for all
        for (int kib : new int[] { 16, 64 }) {
            long all = all(kib);
            long single = single(kib);
            System.out.println(kib + " KiB: one at a time, a byte costs " + single / 100 * 100 + " bytes of memory or a few more;"
                    + " all together, " + (all < 40 ? "less than 40" : all));
        }
    }

    private static long all(int kib) {
        AtomicInteger lines = new AtomicInteger();
        RecordParser parser = RecordParser.newDelimited("\n");
        parser.handler(line -> lines.incrementAndGet());
        return allocated(kib, () -> parser.handle(buffer(kib)));
    }

    private static long single(int kib) {
        AtomicInteger lines = new AtomicInteger();
        RecordParser parser = RecordParser.newDelimited("\n");
        parser.handler(line -> {
            parser.pause();
            lines.incrementAndGet();
        });
        return allocated(kib, () -> {
            parser.handle(buffer(kib));
            while (lines.get() < (kib << 10) / LINE.length()) {
                parser.resume(); // the line has been dealt with
            }
        });
    }

    private static Buffer buffer(int kib) {
        return Buffer.buffer(LINE.repeat((kib << 10) / LINE.length()));
    }

    private static long allocated(int kib, Runnable task) {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        long start = System.nanoTime();
        task.run();
        long bytes = THREADS.getThreadAllocatedBytes(id) - before;
        System.err.println(kib + " KiB: " + (System.nanoTime() - start) / 1000 + " microseconds");
        return bytes / (kib << 10);
    }
}
JAVA

for version in 4.5.27 5.1.6; do
    cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>vertx-record-parser</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.vertx</groupId>
            <artifactId>vertx-core</artifactId>
            <version>$version</version>
        </dependency>
    </dependencies>
</project>
XML
    mvn --quiet --batch-mode dependency:copy-dependencies "-DoutputDirectory=$version" > mvn.log 2>&1 || { cat mvn.log; exit 1; }
    echo "Vert.x $version"
    java -cp "$version/*" Lines.java
done | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
Vert.x 4.5.27
16 KiB: one at a time, a byte costs 1000 bytes of memory or a few more; all together, less than 40
64 KiB: one at a time, a byte costs 4100 bytes of memory or a few more; all together, less than 40
Vert.x 5.1.6
16 KiB: one at a time, a byte costs 1000 bytes of memory or a few more; all together, less than 40
64 KiB: one at a time, a byte costs 4100 bytes of memory or a few more; all together, less than 40
SEEN
