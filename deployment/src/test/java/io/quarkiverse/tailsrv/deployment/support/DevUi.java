package io.quarkiverse.tailsrv.deployment.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import io.vertx.core.json.JsonObject;

/**
 * Asks an application's Dev UI what this extension's page asks it.
 */
public final class DevUi implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int calls;

    public DevUi(int httpPort) {
        URI uri = URI.create("ws://localhost:" + httpPort + "/q/dev-ui/json-rpc-ws");
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, new Listener()).join();
    }

    /** @return the result, whatever it is */
    public Object call(String method, JsonObject parameters) throws InterruptedException {
        int id = ++calls;
        JsonObject request = new JsonObject().put("jsonrpc", "2.0").put("id", id)
                .put("method", "quarkus-tailsrv_" + method).put("params", parameters);
        socket.sendText(request.encode(), true).join();
        for (JsonObject message; (message = messages.poll(PATIENCE_SECONDS, SECONDS)) != null;) {
            if (message.getInteger("id") == id) { // and not a notice of its own accord
                assertThat(message.getValue("error")).isNull();
                return message.getJsonObject("result").getValue("object");
            }
        }
        throw new AssertionError("No answer to " + request);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
