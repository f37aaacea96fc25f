package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/**
 * A reload in dev mode leaves no meter of the servers before behind, and those of the servers since are alive.
 */
class MetricsReloadIT {

    private static final int HTTP_PORT = FreePort.any();
    private static final int PORT = FreePort.any();
    private static final Path FILE = create();

    /** How long one may take on a loaded machine. */
    private static final Duration RELOAD = Duration.ofMinutes(1);

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addAsResource(new StringAsset("""
                    quarkus.http.port=%d
                    quarkus.tailsrv."server0".port=%d
                    quarkus.tailsrv."server0".file=%s
                    """.formatted(HTTP_PORT, PORT, FILE)), "application.properties"));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void metersFollowTheServers() throws Exception {
        serveOne(0);
        int meters = meters().size();
        assertThat(meters).isPositive();
        for (int i = 1; i <= 3; i++) {
            String before = "server" + (i - 1);
            String after = "server" + i;
            APP.modifyResourceFile("application.properties", text -> text.replace(before, after));
            await().atMost(RELOAD).ignoreExceptions().until(() -> meters().stream().allMatch(meter -> isOf(after, meter)));
            serveOne(i);
            assertThat(meters()).hasSize(meters).allMatch(meter -> isOf(after, meter));
        }
    }

    private void serveOne(int number) throws Exception {
        assertThat(meters()).contains("tailsrv_connections_opened_total{server=\"server" + number + "\"} 0.0");
        try (Client client = Client.connect(PORT).send("0\n")) {
            assertThat(client.read(7)).asString().isEqualTo("content");
            assertThat(meters()).contains("tailsrv_connections_opened_total{server=\"server" + number + "\"} 1.0");
        }
    }

    private static boolean isOf(String server, String meter) {
        return meter.contains("server=\"" + server + '"');
    }

    private List<String> meters() throws IOException, InterruptedException {
        URI metrics = URI.create("http://localhost:" + HTTP_PORT + "/q/metrics");
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body().lines()
                .filter(line -> line.startsWith("tailsrv_")).toList();
    }

    private static Path create() {
        try {
            return Files.writeString(Files.createTempFile(Path.of("target").toAbsolutePath(), "metrics-reload", ".log"),
                    "content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
