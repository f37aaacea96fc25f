package io.quarkiverse.tailsrv.it;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The test resource of the page "Quarkus Tailsrv" gives a packaged application its file and its port.
 */
@QuarkusIntegrationTest
@WithTestResource(JournalPort.class)
class JournalIT {

    InetSocketAddress address;

    @Test
    void knowsFileAndPort() throws IOException {
        String last = "written at " + System.nanoTime() + '\n'; // another test may have left something in the file
        Files.writeString(Path.of("target", "journal.log"), last, CREATE, APPEND);
        try (Client client = Client.connect(address.getPort()).send("-" + last.length() + '\n')) {
            assertThat(client.read(last.length())).asString().isEqualTo(last);
        }
    }
}
