package io.quarkiverse.tailsrv.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/**
 * What a browser shows of the Dev UI's pages.
 */
@EnabledIf("io.quarkiverse.tailsrv.it.Browser#isExpected")
class DevUiTest {

    private static final int PORT = freePort();
    private static final Path FILE = Path.of("target", "served", "app.log").toAbsolutePath();
    private static final Pattern HTTP = Pattern.compile("http://localhost:\\d+");
    private static final String ENABLED_BUTTON = "vaadin-button:not([disabled])";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addAsResource(new StringAsset("""
                    quarkus.http.port=0
                    quarkus.tailsrv.port=%d
                    quarkus.tailsrv.on-rotation=follow
                    quarkus.tailsrv.file=%s
                    """.formatted(PORT, FILE)), "application.properties"))
            .setLogRecordPredicate(line -> line.getLoggerName().equals("io.quarkus"));

    private static Browser browser;

    private String devUi;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = new Browser();
        begin();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) { // else it has already failed
            browser.close();
        }
    }

    /** Before the application is started, and after each test for the next one. */
    @AfterEach
    void end() throws IOException {
        begin();
    }

    private static void begin() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, "first line\n");
    }

    @BeforeEach
    void find() {
        devUi = APP.getLogRecords().stream().flatMap(line -> Arrays.stream(line.getParameters()))
                .map(parameter -> HTTP.matcher(String.valueOf(parameter))).filter(Matcher::find).map(Matcher::group)
                .findFirst().orElseThrow() + "/q/dev-ui/";
    }

    @Test
    void showsTheFileAsItGrows() throws IOException {
        browser.open(devUi + "quarkus-tailsrv/file-and-connections");
        browser.find(".line", "first line");
        try (Socket client = connect()) {
            append("second line\n\u001b[31mred\u001b[0m not red\nhalf");
            browser.find(".line", "second line");
            browser.find(".line", "half");
            assertThat(browser.find(".line span", "red").getCssValue("color")).contains("217, 54, 62");
            Files.write(FILE, new byte[] { ' ', 0, (byte) 0xFF, '\n' }, APPEND);
            browser.find(".line", "half \\x00\\xff");
            browser.find("vaadin-grid-cell-content", "127.0.0.1:" + client.getLocalPort());

            Files.move(FILE, FILE.resolveSibling("app.log.1"), ATOMIC_MOVE);
            append("line of the next file\n");
            browser.find(".mark", "file 1 is over: RE");
            browser.find(".line", "line of the next file");
            browser.picture("file");

            browser.click("vaadin-button", "Pause");
            append("nobody looks\n");
            await().during(Duration.ofSeconds(1)).atMost(PATIENCE)
                    .until(() -> browser.texts(".line").stream().noneMatch(line -> line.contains("nobody")));
            browser.click("vaadin-button", "Go on");
            browser.find(".line", "nobody looks");

            browser.write("vaadin-text-field input", "SECOND");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.texts(".line")).containsExactly("second line"));
        }
    }

    /** Load makes lines late too: then it may take another attempt. */
    @Test
    void showsALineWithinASecond() throws IOException {
        browser.open(devUi + "quarkus-tailsrv/file-and-connections");
        browser.find(".line", "first line");
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Long> delays = delaysOfLines();
            assertThat(delays.get(delays.size() / 2)).as("median of %s milliseconds", delays).isLessThan(1_000);
        });
    }

    /**
     * In ascending order, how long each line took from when it was appended until it was shown. It is appended as soon as the
     * one before is shown, just after the page has asked: if the page asks too seldom, each is late, and no attempt succeeds.
     */
    private static List<Long> delaysOfLines() throws IOException {
        List<Long> delays = new ArrayList<>();
        while (delays.size() < 9) {
            String line = "line " + UUID.randomUUID();
            browser.expect(".lines", line);
            append(line + "\n");
            long appended = System.currentTimeMillis();
            delays.add(browser.appeared() - appended);
        }
        Collections.sort(delays);
        return delays;
    }

    @Test
    void boundsWhatItShows() throws IOException {
        browser.open(devUi + "quarkus-tailsrv/file-and-connections");
        browser.find(".line", "first line");
        String lines = "a line as long as those of a log often are, or perhaps a little shorter\n".repeat(10_000);
        await().atMost(PATIENCE).until(() -> {
            append(lines);
            return browser.texts(".mark").stream().anyMatch(mark -> mark.contains("bytes left out"));
        });
        append("the last of them\n");
        browser.find(".line", "the last of them");
        assertThat(browser.texts(".line, .mark")).hasSizeLessThanOrEqualTo(1000);
        browser.picture("flood");
    }

    @Test
    void closesAConnectionAndTellsWhyAServerDoesNotStart() throws IOException {
        browser.open(devUi + "extensions");
        browser.find(".iconAndName", "File and connections");
        browser.picture("card");
        browser.open(devUi + "quarkus-tailsrv/servers");
        browser.find("vaadin-grid-cell-content", "SERVING");
        try (Socket client = connect()) {
            browser.find("vaadin-grid-cell-content", "127.0.0.1:" + client.getLocalPort());
            browser.picture("servers");
            browser.click("vaadin-button", "Close");
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8)).isEqualTo("first line\n");
            browser.find("span", "Nobody is connected.");
        }
        browser.click("vaadin-button", "Stop");
        browser.find("vaadin-button", "Start");
        try (ServerSocket other = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            browser.click(ENABLED_BUTTON, "Start");
            browser.find(".problem", "is already in use");
        }
        browser.click(ENABLED_BUTTON, "Start");
        browser.find("vaadin-grid-cell-content", "SERVING");
    }

    @Test
    void keepsButtonsWithinANarrowWindow() throws IOException {
        browser.setWidth(700);
        browser.open(devUi + "quarkus-tailsrv/servers");
        try (Socket client = connect()) {
            browser.find("vaadin-grid-cell-content", "127.0.0.1:" + client.getLocalPort());
            browser.picture("narrow");
            assertThat(browser.isWithinWindow("vaadin-button", "Stop")).isTrue();
            assertThat(browser.isWithinWindow("vaadin-button", "Close")).isTrue();
        } finally {
            browser.setWidth(Browser.WIDTH);
        }
    }

    @Test
    void showsThatTheServersDoNotAnswerOnlyAsLongAsTheyDoNot() {
        browser.open(devUi + "quarkus-tailsrv/servers");
        browser.find("vaadin-grid-cell-content", "SERVING");
        browser.run("qwc-tailsrv-servers", """
                const page = arguments[0];
                page.answering = page.jsonRpc;
                page.jsonRpc = { servers: () => Promise.reject({ error: { message: 'no answer' } }) }""");
        browser.find("span", "no answer");
        browser.run("qwc-tailsrv-servers", "arguments[0].jsonRpc = arguments[0].answering");
        browser.find("vaadin-grid-cell-content", "SERVING");
        assertThat(browser.texts(".problem")).isEmpty();
    }

    private static Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), PORT);
        client.setSoTimeout(60_000);
        client.getOutputStream().write("0\n".getBytes(UTF_8));
        return client;
    }

    /** One that nobody listens on, below those that Linux gives to whoever connects. */
    private static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 32_768))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // by another one: draw again
            }
        }
    }

    private static void append(String text) throws IOException {
        Files.writeString(FILE, text, CREATE, APPEND);
    }
}
