package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * Twenty reloads in dev mode, each with a client connected. The port is a fixed one, so that it has to be free each time.
 */
class LiveReloadTest {

    private static final int RELOADS = 20;
    private static final int PORT = FreePort.any();
    private static final int HTTP_PORT = FreePort.any();
    private static final GrowingFile ODD = GrowingFile.of(LiveReloadTest.class).create("the odd one");
    private static final GrowingFile EVEN = ODD.sibling("even.log");

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(WhereResource.class)
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.tailsrv.port=%d
                            quarkus.tailsrv.file=%s
                            """.formatted(HTTP_PORT, PORT, EVEN.path())), "application.properties"));

    private final HttpClient http = HttpClient.newHttpClient();

    private record Held(List<String> threads, List<String> files, long inotifyInstances, Set<Integer> ports) {

        static Held now() throws IOException {
            return new Held(ThisProcess.tailsrvThreadsBesideSlow(), ThisProcess.descriptorsOf(EVEN.path().getParent()),
                    ThisProcess.inotifyInstances(), ThisProcess.listeningPorts());
        }
    }

    @Test
    void servesTheChangedConfigurationEachTime() throws Exception {
        EVEN.append("an even one");
        assertThat(get("/where")).isEqualTo("revision 0: " + EVEN.path() + " on " + PORT);
        assertServed(EVEN);
        Held first = whileRead(() -> await("the threads of the first look have ended").until(Held::now,
                held -> held.threads().equals(List.of("tailsrv-poller", "tailsrv-watcher"))));
        for (int i = 1; i <= RELOADS; i++) {
            GrowingFile before = i % 2 == 1 ? EVEN : ODD;
            GrowingFile after = i % 2 == 1 ? ODD : EVEN;
            reload(i, before, after);
        }
        whileRead(() -> await().until(Held::now, first::equals));
    }

    /** A file that nobody reads may be closed. */
    private static <T> T whileRead(Callable<T> result) throws Exception {
        try (TestClient reading = TestClient.at(PORT, 0)) {
            reading.readText(1);
            return result.call();
        }
    }

    private void reload(int number, GrowingFile before, GrowingFile after) throws Exception {
        try (TestClient connected = TestClient.at(PORT, before.size() - 3)) {
            assertThat(connected.readText(3)).isEqualTo("one");
            APP.modifyResourceFile("application.properties",
                    text -> text.replace(before.path().toString(), after.path().toString()));
            if (number % 5 == 0) {
                APP.modifySourceFile(WhereResource.class,
                        text -> text.replaceFirst("revision [0-9]+", "revision " + number));
            }
            assertThat(get("/where")).isEqualTo("revision " + number / 5 * 5 + ": " + after.path() + " on " + PORT);
            assertThat(connected.readToEnd()).isEmpty();
        }
        assertServed(after);
    }

    private static void assertServed(GrowingFile file) throws IOException {
        try (TestClient client = TestClient.at(PORT, 0)) {
            assertThat(client.read(file.size())).isEqualTo(file.bytesFrom(0));
            file.append(", one");
            assertThat(client.readText(5)).isEqualTo(", one");
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + HTTP_PORT + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
}
