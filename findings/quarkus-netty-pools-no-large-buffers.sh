#!/usr/bin/env bash
# Quarkus 3.33.2: a buffer of more than 64 KiB from Netty's pool is never from the pool; it is allocated, cleared and freed
# each time.
#
# Netty's pool has chunks of 4 MiB. Quarkus makes them 64 KiB, to save memory in small applications, and what does not fit
# into a chunk PooledByteBufAllocator allocates on its own, without a word. That cost a buffer of 128 KiB 10,000 to 50,000 ns
# here, and one of 32 KiB 600 to 4,000, while the machine had other work to do; with large chunks both are about as fast.
# Netty's own property, -Dio.netty.allocator.maxOrder=9 on the command line, is overwritten when the application starts,
# without a warning: only quarkus.netty.allocator-max-order does it, when the application is built. So what was measured with
# Netty or Vert.x alone does not hold in Quarkus. Netty's metric tells: numHugeAllocations() of its arenas.
#
# Needs JDK 17 and Maven. Takes two minutes, most of them for downloads and builds. Seen with Quarkus 3.33.2, Netty 4.1.133
# and JDK 17.
# What we do: the large buffer for TLS is used again for each read; those for files that may hang are few beside what such a
# file system takes.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

mkdir --parents src/main/java
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>demo</groupId>
    <artifactId>demo</artifactId>
    <version>1</version>
    <properties>
        <maven.compiler.source>17</maven.compiler.source>
        <maven.compiler.target>17</maven.compiler.target>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    </properties>
    <dependencyManagement>
        <dependencies>
            <dependency>
                <groupId>io.quarkus</groupId>
                <artifactId>quarkus-bom</artifactId>
                <version>3.33.2</version>
                <type>pom</type>
                <scope>import</scope>
            </dependency>
        </dependencies>
    </dependencyManagement>
    <dependencies>
        <dependency>
            <groupId>io.quarkus</groupId>
            <artifactId>quarkus-vertx</artifactId>
        </dependency>
    </dependencies>
    <build>
        <plugins>
            <plugin>
                <groupId>io.quarkus</groupId>
                <artifactId>quarkus-maven-plugin</artifactId>
                <version>3.33.2</version>
                <extensions>true</extensions>
                <executions>
                    <execution>
                        <goals>
                            <goal>build</goal>
                        </goals>
                    </execution>
                </executions>
            </plugin>
        </plugins>
    </build>
</project>
POM
cat > src/main/java/Buffers.java <<'JAVA'
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.vertx.core.Vertx;

/** Takes buffers from the pool on an event loop, one at a time, and gives each back. */
@QuarkusMain
public class Buffers implements QuarkusApplication {

    private static final int TIMES = 10_000;

    @Inject
    Vertx vertx;

    @Override
    public int run(String... args) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        vertx.runOnContext(ignored -> {
            System.out.println("chunks of " + PooledByteBufAllocator.DEFAULT.metric().chunkSize() / 1024 + " KiB");
            for (int kib : new int[] { 32, 128 }) {
                take(kib);
                long before = unpooled();
                long start = System.nanoTime();
                take(kib);
                System.err.println(kib + " KiB: " + (System.nanoTime() - start) / TIMES + " ns for each");
                System.out.println(kib + " KiB: " + (unpooled() - before) + " of " + TIMES + " were not from the pool");
            }
            done.countDown();
        });
        done.await();
        return 0;
    }

    private static void take(int kib) {
        for (int i = 0; i < TIMES; i++) {
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(kib << 10);
            buffer.setByte(0, 1);
            buffer.release();
        }
    }

    private static long unpooled() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream().mapToLong(PoolArenaMetric::numHugeAllocations).sum();
    }
}
JAVA
mvn --quiet --batch-mode package > mvn.log 2>&1 || { cat mvn.log; exit 1; }
{
    echo "as it is built:"
    java -Dquarkus.log.level=WARN -Dquarkus.banner.enabled=false -jar target/quarkus-app/quarkus-run.jar
    echo "with -Dio.netty.allocator.maxOrder=9:"
    java -Dio.netty.allocator.maxOrder=9 -Dquarkus.log.level=WARN -Dquarkus.banner.enabled=false -jar target/quarkus-app/quarkus-run.jar
    echo "built with quarkus.netty.allocator-max-order=9:"
    mvn --quiet --batch-mode package -Dquarkus.netty.allocator-max-order=9 > mvn.log 2>&1 || { cat mvn.log; exit 1; }
    java -Dquarkus.log.level=WARN -Dquarkus.banner.enabled=false -jar target/quarkus-app/quarkus-run.jar
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
as it is built:
chunks of 64 KiB
32 KiB: 0 of 10000 were not from the pool
128 KiB: 10000 of 10000 were not from the pool
with -Dio.netty.allocator.maxOrder=9:
chunks of 64 KiB
32 KiB: 0 of 10000 were not from the pool
128 KiB: 10000 of 10000 were not from the pool
built with quarkus.netty.allocator-max-order=9:
chunks of 4096 KiB
32 KiB: 0 of 10000 were not from the pool
128 KiB: 0 of 10000 were not from the pool
SEEN
