package io.quarkiverse.tailsrv.it.bench.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.tailsrv.it.bench.figures.Latencies;

/**
 * A client of an app's HTTP, which asks one thing after the other.
 */
public final class HttpUser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public HttpUser(int port) {
        this.port = port;
    }

    public String get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE).build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(path + " has the status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks again and again, and returns how long each answer took. */
    public Latencies ask(String path, Duration duration) throws IOException {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            get(path);
            latencies.add(System.nanoTime() - begin);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return latencies;
    }
}
