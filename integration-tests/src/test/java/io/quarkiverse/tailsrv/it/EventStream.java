package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events, as a browser reads them. A read that gets nothing for {@link #PATIENCE_MILLIS} fails.
 */
final class EventStream implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    record Event(String id, String data) {
    }

    private final HttpURLConnection connection;
    private final BufferedReader reader;

    private EventStream(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType()).startsWith("text/event-stream");
        reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * @param lastEventId what a browser sends when it connects again, or null
     */
    static EventStream open(URI address, String lastEventId) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        return new EventStream(connection);
    }

    Event next() throws IOException {
        String id = null;
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && id != null) {
                return new Event(id, data.toString());
            }
        }
        throw new IOException("The stream has ended");
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
