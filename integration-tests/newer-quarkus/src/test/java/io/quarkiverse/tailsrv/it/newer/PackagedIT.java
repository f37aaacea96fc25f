package io.quarkiverse.tailsrv.it.newer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The application as it is packaged by the newer Quarkus.
 */
class PackagedIT {

    private static final Pattern TAILING = Pattern.compile("Tailing .* on localhost:(\\d+) ");
    private static final Path TARGET = Path.of(System.getProperty("build.directory"));
    private static final Path LOG = TARGET.resolve("app.log");
    private static final File OUTPUT = TARGET.resolve("app.out").toFile();

    @Test
    void servesItsOwnLog() throws IOException {
        Files.deleteIfExists(LOG);
        Process app = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.log.file.path=" + LOG, "-Dquarkus.tailsrv.port=0", "-jar",
                TARGET.resolve("quarkus-app/quarkus-run.jar").toString())
                .redirectErrorStream(true).redirectOutput(OUTPUT).start();
        try {
            int port = port(app);
            assertThat(ServedLog.line("localhost", port, "powered by"))
                    .contains("(powered by Quarkus " + System.getProperty("newer-quarkus.version") + ")");
            assertThat(ServedLog.line("localhost", port, "Heartbeat")).endsWith("Heartbeat 1");
        } finally {
            end(app);
        }
    }

    private static void end(Process app) {
        app.destroy();
        try {
            app.onExit().orTimeout(60, SECONDS).join();
        } finally {
            app.destroyForcibly();
        }
    }

    /** As the application says it when it has started. */
    private static int port(Process app) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> {
            Matcher line = TAILING.matcher(Files.readString(OUTPUT.toPath()));
            assertThat(app.isAlive()).as("runs; else %s says why not", OUTPUT).isTrue();
            return line.find() ? Integer.valueOf(line.group(1)) : null;
        }, found -> found != null);
    }
}
