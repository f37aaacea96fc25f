package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What the application answers over HTTP.
 */
public record Answer(int status, String body) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static Answer from(URL page) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.toString())).header("Accept", "*/*").build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("No answer from " + page, e);
        }
    }
}
