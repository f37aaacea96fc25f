package io.quarkiverse.tailsrv.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.DevUi;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the Dev UI's page shows of the servers, and its buttons.
 */
class ServersPageTest {

    private static final int PORT = FreePort.any();
    private static final int HTTP_PORT = FreePort.any();
    private static final GrowingFile FILE = GrowingFile.of(ServersPageTest.class).create("content");
    private static final GrowingFile GROWING = FILE.sibling("growing.log");

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(JobsResource.class).addAsResource(new StringAsset("""
                    quarkus.http.port=%d
                    quarkus.tailsrv.port=%d
                    quarkus.tailsrv.file=%s
                    quarkus.tailsrv.growing.port=0
                    quarkus.tailsrv.growing.file=%s
                    quarkus.tailsrv.directory.port=0
                    quarkus.tailsrv.directory.file=%s
                    """.formatted(HTTP_PORT, PORT, FILE.path(), GROWING.path(), FILE.path().getParent())),
                    "application.properties"));

    private DevUi page;

    @BeforeEach
    void open() {
        page = new DevUi(HTTP_PORT);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void isThere() throws Exception {
        URI script = URI.create("http://localhost:" + HTTP_PORT + "/q/dev-ui/quarkus-tailsrv/qwc-tailsrv-servers.js");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(script).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("customElements.define('qwc-tailsrv-servers'");
    }

    @Test
    void showsServersAndTheirConnections() throws Exception {
        try (TestClient client = TestClient.at(PORT, 3)) {
            assertThat(client.readText(4)).isEqualTo("tent");
            await().until(() -> connections().getJsonObject(0).getLong("position") == 7);
            JsonObject server = server("<default>");
            assertThat(server.getString("state")).isEqualTo("SERVING");
            assertThat(server.getString("problem")).isNull();
            assertThat(server.getString("file")).isEqualTo(FILE.path().toString());
            assertThat(server.getString("address")).isEqualTo("localhost:" + PORT);
            assertThat(server.getLong("length")).isEqualTo(7);
            assertThat(server.getLong("generation")).isEqualTo(1);
            assertThat(connections()).hasSize(1);
            JsonObject connection = connections().getJsonObject(0);
            assertThat(connection.getString("client")).startsWith("127.0.0.1:");
            assertThat(connection.getInstant("since")).isBefore(Instant.now());
            assertThat(connection.getLong("startOffset")).isEqualTo(3);
            assertThat(connection.getLong("lag")).isZero();
            assertThat(connection.getLong("bytesSent")).isEqualTo(4);
        }
    }

    @Test
    void showsTheFileAsItGrows() throws Exception {
        JsonObject view = of("growing").put("view", "a page");
        assertThat(((JsonObject) page.call("read", view)).getLong("generation")).as("no file yet").isZero();
        GROWING.append("the first li");
        await().untilAsserted(() -> assertThat(((JsonObject) page.call("read", view)).getString("unfinished"))
                .isEqualTo("the first li"));
        GROWING.append("ne\n");
        await().untilAsserted(() -> assertThat(((JsonObject) page.call("read", view)).getJsonArray("lines"))
                .containsExactly("the first line"));
    }

    @Test
    void showsWhatIsWrong() throws Exception {
        await().untilAsserted(() -> assertThat(server("directory").getString("problem")).contains("is a directory"));
        assertThat(server("directory").getString("state")).isEqualTo("WAITING");
    }

    @Test
    void showsAServerFromItsAdditionToItsRemoval() throws Exception {
        int port = Integer.parseInt(job("PUT"));
        JsonObject added = server("job");
        assertThat(added.getString("state")).isEqualTo("SERVING");
        assertThat(added.getString("address")).isEqualTo("localhost:" + port);
        try (TestClient client = TestClient.at(port, 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
            assertThat(server("job").getJsonArray("connections")).hasSize(1);
            assertThat(((JsonObject) page.call("stop", of("job"))).getString("state")).isEqualTo("STOPPED");
        }
        job("DELETE");
        assertThat(names()).containsExactlyInAnyOrder("<default>", "directory", "growing");
    }

    private static String job(String method) throws Exception {
        URI job = URI.create("http://localhost:" + HTTP_PORT + "/jobs/job");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(job).method(method, BodyPublishers.noBody()).build(),
                BodyHandlers.ofString()).body();
    }

    @Test
    void closesOneConnection() throws Exception {
        try (TestClient other = TestClient.at(PORT, 0); TestClient client = TestClient.at(PORT, 5)) {
            assertThat(client.readText(2) + other.readText(7)).isEqualTo("ntcontent");
            assertThat(connections()).hasSize(2);
            for (Object each : connections()) {
                JsonObject connection = (JsonObject) each;
                if (connection.getLong("startOffset") == 5) {
                    page.call("close", of("<default>").put("id", connection.getLong("id")));
                }
            }
            assertThat(client.readToEnd()).isEmpty();
            await().untilAsserted(() -> assertThat(connections()).hasSize(1));
            assertThat(connections().getJsonObject(0).getLong("startOffset")).isZero();
        }
    }

    @Test
    void stopsAndStartsAServer() throws Exception {
        assertThat(call("stop").getString("state")).isEqualTo("STOPPED");
        assertThat(TestClient.isRefused(PORT)).isTrue();
        try (ServerSocket other = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThat(call("start").getString("problem")).contains("is already in use");
        }
        assertThat(call("start").getString("state")).isNotEqualTo("STOPPED");
        try (TestClient client = TestClient.at(PORT, 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    private JsonObject call(String method) throws InterruptedException {
        return (JsonObject) page.call(method, of("<default>"));
    }

    private JsonArray connections() throws InterruptedException {
        return server("<default>").getJsonArray("connections");
    }

    private JsonObject server(String name) throws InterruptedException {
        return servers().stream().filter(server -> server.getString("name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("No server " + name));
    }

    private List<String> names() throws InterruptedException {
        return servers().stream().map(server -> server.getString("name")).toList();
    }

    private List<JsonObject> servers() throws InterruptedException {
        return ((JsonArray) page.call("servers", new JsonObject())).stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject of(String server) {
        return new JsonObject().put("server", server);
    }
}
