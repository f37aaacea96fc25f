#!/usr/bin/env bash
# Quarkus 3.33.2: a stream of one Dev UI page ends that of another page, if both are the pages' n-th calls.
#
# A page numbers its JSON-RPC calls from 0. The Dev UI keeps the streams that it sends by that number alone, for all pages together:
# a stream that a second browser window asks for under a number that is in use cancels the stream of the first, which gets nothing
# any more and is not told.
# Here two connections ask for the stream of the log, as the Dev UI's own page of the log does, first with different numbers and
# then with the same.
#
# Needs JDK 17 and Maven. Takes two minutes, most of them for downloads. Seen with Quarkus 3.33.2.
# What we do: our page of a file asks for what is new, again and again, instead of having it streamed.
set -euo pipefail
work=$(mktemp --directory)
trap 'kill "${dev:-}" 2> /dev/null || true; wait; rm -r "$work"' EXIT
cd "$work"

mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack -DoutputDirectory=. \
    -Dartifact=org.apache.maven:apache-maven:3.9.12:zip:bin # dev mode needs 3.9
mkdir --parents app/src/main/java app/src/main/resources
cat > app/pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>demo</groupId>
    <artifactId>demo</artifactId>
    <version>1</version>
    <properties>
        <maven.compiler.release>17</maven.compiler.release>
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
            <artifactId>quarkus-rest</artifactId>
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
cat > app/src/main/java/Hello.java <<'JAVA'
import io.quarkus.logging.Log;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/hello")
public class Hello {
    @GET
    public String hello() {
        Log.info("a line of the log");
        return "hello";
    }
}
JAVA
cat > Pages.java <<'JAVA'
import java.net.URI;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;

class Pages {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static String base;

    /** A page that has asked for the log, and counts the lines that it gets. */
    static class Page implements WebSocket.Listener {
        final AtomicInteger lines = new AtomicInteger();
        final CountDownLatch subscribed = new CountDownLatch(1);
        final StringBuilder text = new StringBuilder();
        final WebSocket socket;

        Page(int id) throws Exception {
            socket = CLIENT.newWebSocketBuilder().buildAsync(URI.create("ws" + base.substring(4) + "/q/dev-ui/json-rpc-ws"), this).join();
            socket.sendText("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"devui-logstream_streamLog\",\"params\":{}}", true).join();
            if (!subscribed.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer");
            }
        }

        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                if (text.indexOf("\"Void\"") >= 0) {
                    subscribed.countDown();
                }
                if (text.indexOf("a line of the log") >= 0) {
                    lines.incrementAndGet();
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    static void trial(String what, int first, int second) throws Exception {
        Page one = new Page(first);
        Page two = new Page(second);
        CLIENT.send(HttpRequest.newBuilder(URI.create(base + "/hello")).build(), BodyHandlers.ofString());
        for (int i = 0; i < 50 && two.lines.get() == 0; i++) {
            Thread.sleep(100);
        }
        Thread.sleep(500);
        System.out.println(what + ": the first page got " + one.lines + ", the second " + two.lines);
        one.socket.abort();
        two.socket.abort();
    }

    public static void main(String[] args) throws Exception {
        base = args[0];
        trial("different numbers", 100, 101);
        trial("the same number", 200, 200);
    }
}
JAVA

apache-maven-3.9.12/bin/mvn -q -f app/pom.xml quarkus:dev -Dquarkus.http.port=0 -Dquarkus.analytics.disabled=true \
    -Ddebug=false -Dquarkus.console.enabled=false < /dev/null > dev.log 2>&1 &
dev=$!
for _ in $(seq 300); do
    base=$(grep --only-matching 'Listening on: http://localhost:[0-9]*' dev.log | sed 's/.*: //') && break
    kill -0 "$dev" 2> /dev/null || break
    sleep 1
done
[ -n "$base" ] || { cat dev.log; exit 1; }

java Pages.java "$base" | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
different numbers: the first page got 1, the second 1
the same number: the first page got 0, the second 1
SEEN
