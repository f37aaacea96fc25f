package io.quarkiverse.tailsrv.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The Dev UI's methods as tools of Quarkus' Dev MCP server.
 */
class AgentToolsTest {

    private static final String HOME = System.getProperty("user.home");
    private static final int HTTP_PORT = FreePort.any();
    private static final GrowingFile FILE = GrowingFile.of(AgentToolsTest.class).create("one\ntwo\n");
    private static final GrowingFile LARGE = FILE.sibling("large.log");
    private static final int MORE_THAN_BUFFERS_HOLD = 64 << 20;

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addAsResource(new StringAsset("""
                    quarkus.http.port=%d
                    quarkus.tailsrv.port=0
                    quarkus.tailsrv.file=%s
                    quarkus.tailsrv.large.port=0
                    quarkus.tailsrv.large.file=%s
                    """.formatted(HTTP_PORT, FILE.path(), LARGE.path())), "application.properties"));

    @TempDir
    Path home;

    @BeforeEach
    void moveHome() {
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("user.home", HOME);
    }

    @Test
    void agentsFindAndCallThem() throws Exception {
        allow();
        Map<String, JsonObject> tools = tools();
        assertThat(tools).containsKeys("quarkus-tailsrv_servers", "quarkus-tailsrv_read");
        JsonObject read = tools.get("quarkus-tailsrv_read");
        assertThat(read.getString("description")).contains("appended since the last call");
        assertThat(read.getJsonObject("inputSchema").getJsonArray("required")).containsExactlyInAnyOrder("server", "view");
        assertThat(tools).as("what changes something has to be allowed first").doesNotContainKeys("quarkus-tailsrv_close",
                "quarkus-tailsrv_stop", "quarkus-tailsrv_start");

        JsonArray servers = new JsonArray(call("servers", new JsonObject()));
        assertThat(servers.getJsonObject(0).getString("file")).isEqualTo(FILE.path().toString());
        JsonObject view = new JsonObject().put("server", "<default>").put("view", "agent");
        assertThat(lines(view)).containsExactly("one", "two");
        FILE.append("three\n");
        await().untilAsserted(() -> assertThat(lines(view)).containsExactly("three"));
    }

    @Test
    void agentsSeeWhoLagsAndChangeWhatTheyAreAllowedTo() throws Exception {
        allow("close", "stop", "start");
        assertThat(tools()).containsKeys("quarkus-tailsrv_close", "quarkus-tailsrv_stop", "quarkus-tailsrv_start");
        LARGE.append(new byte[MORE_THAN_BUFFERS_HOLD]);
        await().untilAsserted(() -> assertThat(large().getLong("length")).isEqualTo(MORE_THAN_BUFFERS_HOLD));
        int port = port(large());
        try (TestClient reader = TestClient.at(port, MORE_THAN_BUFFERS_HOLD - 3);
                TestClient sleeper = TestClient.at(port, 0)) {
            assertThat(reader.read(3)).hasSize(3);
            await().untilAsserted(() -> {
                assertThat(connectionOf(reader).getLong("position")).isEqualTo(MORE_THAN_BUFFERS_HOLD);
                assertThat(connectionOf(reader).getLong("lag")).isZero();
                JsonObject lagging = connectionOf(sleeper);
                assertThat(lagging.getLong("position")).isPositive();
                assertThat(lagging.getLong("lag")).isPositive()
                        .isEqualTo(MORE_THAN_BUFFERS_HOLD - lagging.getLong("position"));
            });

            call("close", new JsonObject().put("server", "large").put("id", connectionOf(sleeper).getLong("id")));
            await().untilAsserted(() -> assertThat(clients(large())).containsExactly(address(reader)));

            assertThat(change("stop").getString("state")).isEqualTo("STOPPED");
            assertThat(reader.readToEnd()).isEmpty();
            assertThat(TestClient.isRefused(port)).isTrue();
        }
        JsonObject restarted = change("start");
        assertThat(restarted.getString("state")).isNotEqualTo("STOPPED");
        try (TestClient client = TestClient.at(port(restarted), MORE_THAN_BUFFERS_HOLD - 2)) {
            assertThat(client.read(2)).hasSize(2);
        }
    }

    /** The Dev MCP server reads its settings, at the first call, from the home of whoever runs it. */
    private void allow(String... tools) throws IOException {
        Path settings = Files.createDirectory(home.resolve(".quarkus")).resolve("dev-mcp.properties");
        String each = Stream.of(tools).map(tool -> "quarkus-tailsrv_" + tool + "=true\n").collect(Collectors.joining());
        Files.writeString(settings, "enabled=true\n" + each);
    }

    private Map<String, JsonObject> tools() throws Exception {
        JsonArray listed = ask("tools/list", new JsonObject()).getJsonArray("tools");
        return listed.stream().map(JsonObject.class::cast)
                .collect(Collectors.toMap(tool -> tool.getString("name"), tool -> tool));
    }

    private JsonObject large() throws Exception {
        return new JsonArray(call("servers", new JsonObject())).stream().map(JsonObject.class::cast)
                .filter(server -> server.getString("name").equals("large")).findFirst().orElseThrow();
    }

    private JsonObject change(String tool) throws Exception {
        return new JsonObject(call(tool, new JsonObject().put("server", "large")));
    }

    private JsonObject connectionOf(TestClient client) throws Exception {
        return connections(large()).filter(connection -> connection.getString("client").equals(address(client))).findFirst()
                .orElseThrow(() -> new AssertionError("Not connected"));
    }

    private static List<String> clients(JsonObject server) {
        return connections(server).map(connection -> connection.getString("client")).toList();
    }

    private static Stream<JsonObject> connections(JsonObject server) {
        return server.getJsonArray("connections").stream().map(JsonObject.class::cast);
    }

    private static String address(TestClient client) {
        return "127.0.0.1:" + client.localPort();
    }

    private static int port(JsonObject server) {
        String address = server.getString("address");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private JsonArray lines(JsonObject view) throws Exception {
        return new JsonObject(call("read", view)).getJsonArray("lines");
    }

    private String call(String tool, JsonObject arguments) throws Exception {
        JsonObject result = ask("tools/call",
                new JsonObject().put("name", "quarkus-tailsrv_" + tool).put("arguments", arguments));
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }

    private JsonObject ask(String method, JsonObject parameters) throws Exception {
        JsonObject request = new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("method", method).put("params",
                parameters);
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://localhost:" + HTTP_PORT + "/q/dev-mcp"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(request.encode())).build();
        JsonObject answer = new JsonObject(HttpClient.newHttpClient().send(post, BodyHandlers.ofString()).body());
        assertThat(answer.getValue("error")).isNull();
        return answer.getJsonObject("result");
    }
}
