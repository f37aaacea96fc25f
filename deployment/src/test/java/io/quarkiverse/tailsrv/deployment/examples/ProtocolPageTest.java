package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;

/**
 * {@link Tail} does what the page "The protocol" says: it is run by its source, and shows the file as it grows.
 */
class ProtocolPageTest {

    private static final GrowingFile FILE = GrowingFile.of(ProtocolPageTest.class);
    private static final Path SOURCE = Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/examples/Tail.java");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create("first\n"));

    @Inject
    TailServer server;

    @Test
    void aClientInJava() throws IOException {
        Path output = FILE.sibling("output").path();
        Path copy = FILE.sibling("Tail.java").path();
        Files.writeString(copy, shown(Files.readString(SOURCE)).replace("4321", String.valueOf(server.port())));
        Process tail = new ProcessBuilder(JAVA.toString(), copy.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(60)) // it is compiled first
                    .untilAsserted(() -> assertThat(output).hasContent("first\n"));
            FILE.append("second\n");
            await().untilAsserted(() -> assertThat(output).hasContent("first\nsecond\n"));
        } finally {
            tail.destroyForcibly();
        }
    }

    /** Without the package: a JDK newer than 21 wants to have it in a directory of its name. */
    private static String shown(String source) {
        return source.substring(source.indexOf("// tag::tail[]"));
    }
}
