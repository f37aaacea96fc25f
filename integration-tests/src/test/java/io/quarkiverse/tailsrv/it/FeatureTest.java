package io.quarkiverse.tailsrv.it;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static io.restassured.RestAssured.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/**
 * What a user sees of the demo app from outside.
 */
@QuarkusTest
@WithTestResource(ServedFileResource.class)
class FeatureTest {

    Path file;
    InetSocketAddress address;

    @Test
    void servesAFileAsItGrows() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("0\n")) {
            byte[] content = Files.readAllBytes(file);
            assertThat(client.read(content.length)).isEqualTo(content);
            append("what is appended");
            assertThat(client.read(16)).asString().isEqualTo("what is appended");
        }
    }

    @Test
    void servesTheLastBytes() throws IOException {
        append("the last bytes");
        try (Client client = Client.connect(address.getPort()).send("-14\n")) {
            assertThat(client.read(14)).asString().isEqualTo("the last bytes");
        }
    }

    @Test
    void servesAClientThatHasSaidAll() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("5").halfClose()) {
            assertThat(client.read(5)).asString().isEqualTo("56789");
        }
    }

    @Test
    void sharesWhatIsAppendedAndSendsTheRestWithoutACopy() throws IOException {
        byte[] content = new byte[1 << 20];
        Files.write(file, content, StandardOpenOption.APPEND);
        double shared = sent("shared");
        double zeroCopy = sent("zero-copy");
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(Client.connect(address.getPort()).send(-content.length + "\n"));
            }
            for (Client client : clients) {
                assertThat(client.read(content.length)).isEqualTo(content);
            }
            append("for all of them");
            for (Client client : clients) {
                assertThat(client.read(15)).asString().isEqualTo("for all of them");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
        await().untilAsserted(() -> {
            assertThat(sent("shared") - shared).isGreaterThanOrEqualTo(20 * 15);
            assertThat(sent("zero-copy") - zeroCopy).isGreaterThanOrEqualTo(20 * 0.9 * content.length);
        });
    }

    private static double sent(String path) {
        return get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("tailsrv_sent_bytes_total{path=\"" + path + "\","))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst().orElseThrow();
    }

    @Test
    void refusesWhatIsNoHeader() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("GET / HTTP/1.1\r\n\r\n")) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void showsWhoIsConnectedAndEndsIt() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("3\n")) {
            assertThat(client.read(1)).asString().isEqualTo("3");
            long id = get("/servers/<default>").then().statusCode(200)
                    .body("state", is("SERVING"), "port", is(address.getPort()), "file", is(file.toString()), "generation",
                            is(1))
                    .extract().jsonPath().getLong("connections.find { it.startOffset == 3 }.id");
            delete("/servers/<default>/connections/" + id).then().statusCode(204);
            client.readToEnd();
        }
        get("/servers").then().statusCode(200).body("name", contains("<default>"));
        get("/servers/other").then().statusCode(404);
    }

    @Test
    void stopsAndStarts() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("0\n")) {
            assertThat(client.read(1)).asString().isEqualTo("0");
            post("/servers/<default>/stop").then().statusCode(204);
            client.readToEnd();
        }
        get("/servers/<default>").then().body("state", is("STOPPED"));
        post("/servers/<default>/start").then().statusCode(204);
        servesTheLastBytes();
    }

    @Test
    void addsAServerAndRemovesIt() throws IOException {
        int port = put("/servers/added").then().statusCode(200).body("state", is("SERVING")).extract().jsonPath()
                .getInt("port");
        put("/servers/added").then().statusCode(500);
        try (Client client = Client.connect(port).send("0\n")) {
            assertThat(client.read(1)).asString().isEqualTo("0");
            get("/q/health/ready").then().body(
                    "checks.find { it.name == 'Tailsrv servers health check' }.data.'added'", is("UP"));
            assertThat(meters("added")).isPositive().isEqualTo(meters("<default>"));
            delete("/servers/added").then().statusCode(204);
            client.readToEnd();
        }
        get("/servers/added").then().statusCode(404);
        assertThat(meters("added")).isZero();
    }

    private static long meters(String server) {
        return get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("tailsrv_") && line.contains("server=\"" + server + '"')).count();
    }

    @Test
    void tellsOperatorsHowItIs() throws IOException {
        try (Client client = Client.connect(address.getPort()).send("0\n")) {
            assertThat(client.read(1)).asString().isEqualTo("0");
            get("/q/health/ready").then().statusCode(200).body(
                    "checks.find { it.name == 'Tailsrv servers health check' }.data.'<default>.state'", is("SERVING"));
            assertThat(get("/q/metrics").asString().lines())
                    .anyMatch(line -> line.matches("tailsrv_connections\\{server=\"<default>\"} [1-9].*"));
        }
    }

    @Test
    void showsTheLogInABrowserAsItGrows() throws IOException {
        get("/").then().statusCode(200).body(containsString("EventSource"));
        String last;
        append("\n");
        try (EventStream events = EventStream.open(log(Files.size(file)), null)) {
            append("one\ntwo\nthr");
            assertThat(events.next().data()).isEqualTo("one");
            EventStream.Event two = events.next();
            assertThat(two.data()).isEqualTo("two");
            last = two.id();
            append("ee\n");
            assertThat(events.next().data()).isEqualTo("three");
        }
        try (EventStream again = EventStream.open(log(0), last)) {
            assertThat(again.next().data()).isEqualTo("three");
        }
        try (EventStream end = EventStream.open(log(-"two\nthree\n".length()), null)) {
            assertThat(end.next().data()).isIn("two", "three");
        }
        get("/log?from=anywhere").then().statusCode(400);
    }

    private static URI log(long from) {
        return URI.create(RestAssured.baseURI + ':' + RestAssured.port + "/log?from=" + from);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
