package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * What a user sees of the demo app from outside.
 */
@QuarkusTest
@WithTestResource(ServedFileResource.class)
class FeatureTest {

    Path file;
    InetSocketAddress address;

    @Test
    void servesAFileAsItGrows() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("0\n")) {
            byte[] content = Files.readAllBytes(file);
            assertThat(client.read(content.length)).isEqualTo(content);
            append("what is appended");
            assertThat(client.read(16)).asString().isEqualTo("what is appended");
        }
    }

    @Test
    void servesTheLastBytes() throws IOException {
        append("the last bytes");
        try (Client client = Client.connect(address.getPort()).send("-14\n")) {
            assertThat(client.read(14)).asString().isEqualTo("the last bytes");
        }
    }

    @Test
    void servesAClientThatHasSaidAll() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("5").halfClose()) {
            assertThat(client.read(5)).asString().isEqualTo("56789");
        }
    }

    @Test
    void refusesWhatIsNoHeader() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("GET / HTTP/1.1\r\n\r\n")) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
