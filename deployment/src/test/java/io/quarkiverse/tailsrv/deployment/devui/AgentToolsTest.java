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
import java.util.Map;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
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

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addAsResource(new StringAsset("""
                    quarkus.http.port=%d
                    quarkus.tailsrv.port=0
                    quarkus.tailsrv.file=%s
                    """.formatted(HTTP_PORT, FILE.path())), "application.properties"));

    /** The Dev MCP server reads its settings, at the first call, from the home of whoever runs it. */
    @BeforeEach
    void enable(@TempDir Path home) throws IOException {
        Path settings = Files.createDirectory(home.resolve(".quarkus")).resolve("dev-mcp.properties");
        Files.writeString(settings, "enabled=true\n");
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("user.home", HOME);
    }

    @Test
    void agentsFindAndCallThem() throws Exception {
        JsonArray listed = ask("tools/list", new JsonObject()).getJsonArray("tools");
        Map<String, JsonObject> tools = listed.stream().map(JsonObject.class::cast)
                .collect(Collectors.toMap(tool -> tool.getString("name"), tool -> tool));
        assertThat(tools).containsKeys("quarkus-tailsrv_servers", "quarkus-tailsrv_read");
        JsonObject read = tools.get("quarkus-tailsrv_read");
        assertThat(read.getString("description")).contains("appended since the last call");
        assertThat(read.getJsonObject("inputSchema").getJsonArray("required")).containsExactlyInAnyOrder("server", "view");
        assertThat(tools).as("what changes something has to be allowed first").doesNotContainKey("quarkus-tailsrv_close");

        JsonArray servers = new JsonArray(call("servers", new JsonObject()));
        assertThat(servers.getJsonObject(0).getString("file")).isEqualTo(FILE.path().toString());
        JsonObject view = new JsonObject().put("server", "<default>").put("view", "agent");
        assertThat(lines(view)).containsExactly("one", "two");
        FILE.append("three\n");
        await().untilAsserted(() -> assertThat(lines(view)).containsExactly("three"));
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
