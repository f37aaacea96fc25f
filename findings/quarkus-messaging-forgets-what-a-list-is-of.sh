#!/usr/bin/env bash
# Quarkus 3.33.2: the converter of a message is not told what a method's list is of.
#
# In Reactive Messaging a MessageConverter makes of a message's payload what a method takes, and is given the type of that. For a
# method that takes a List<String>, Quarkus gives it List alone, and so it does for a List<Integer>: the arguments of a type are
# dropped when the application is built. A connector can't offer lists of different things, and a list of the wrong things passes as
# the right one: no converter is asked, and the method fails at the first element that it takes out.
# Here a converter prints the types that it is asked for by two methods, and then a list of Integer is sent to one for List<String>.
#
# Needs JDK 17 and Maven. Takes a minute, most of it for downloads. Seen with Quarkus 3.33.2.
# What we do: batches are a List<byte[]>, whatever the method wants, and their metadata has the lines with their text.
set -euo pipefail
work=$(mktemp --directory)
trap 'kill "${app:-}" 2> /dev/null || true; wait; rm -r "$work"' EXIT
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
            <artifactId>quarkus-messaging</artifactId>
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
cat > src/main/java/Lists.java <<'JAVA'
import java.lang.reflect.Type;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.*;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.MessageConverter;

@ApplicationScoped
public class Lists {

    public record NoList() {
    }

    @Outgoing("strings")
    public Multi<NoList> forStrings() {
        return Multi.createFrom().item(new NoList());
    }

    @Incoming("strings")
    public void strings(List<String> list) {
    }

    @Outgoing("integers")
    public Multi<NoList> forIntegers() {
        return Multi.createFrom().item(new NoList());
    }

    @Incoming("integers")
    public void integers(List<Integer> list) {
    }

    @Outgoing("wrong")
    public Multi<List<Integer>> wrong() {
        return Multi.createFrom().item(List.of(1));
    }

    @Incoming("wrong")
    public void wrong(List<String> list) {
        try {
            System.out.println("taken: " + list.get(0).length());
        } catch (ClassCastException e) {
            System.out.println("fails at: " + e.getMessage());
        }
    }

    @ApplicationScoped
    public static class Converter implements MessageConverter {

        @Override
        public boolean canConvert(Message<?> message, Type target) {
            if (message.getPayload() instanceof NoList) {
                System.out.println("asked for: " + target.getTypeName());
            }
            return message.getPayload() instanceof NoList;
        }

        @Override
        public Message<?> convert(Message<?> message, Type target) {
            return message.withPayload(List.of());
        }
    }
}
JAVA
mvn -q package
java -jar target/quarkus-app/quarkus-run.jar > output.txt &
app=$!
timeout 60 sh -c 'until grep -q "fails at\|taken" output.txt && [ "$(grep -c "asked for" output.txt)" -ge 2 ]; do sleep 0.2; done' ||
    { cat output.txt; exit 1; }
grep "asked for\|fails at\|taken" output.txt
if [ "$(grep -c "^asked for: java.util.List$" output.txt)" = 2 ] && grep -q "fails at" output.txt; then
    echo "as the head says"
else
    echo "not as the head says"
    exit 1
fi
