package io.quarkiverse.tailsrv.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A client in Python as a page shows it, run in a process of its own. Its output goes to a file.
 */
final class PythonClient implements AutoCloseable {

    private static final Path EXAMPLES = Path.of("../docs/modules/ROOT/examples");

    /** As the pages have them. */
    private static final String PORT = "4321";
    private static final String CERTIFICATE = "target/cert.pem";

    private final Process process;
    private final Path output;

    private PythonClient(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Skips the test if there is no Python. */
    static void require() {
        assumeTrue(isInstalled(), "There is no python3");
    }

    static PythonClient start(String example, Path directory, int port) throws IOException {
        return start(example, directory, port, Path.of(CERTIFICATE));
    }

    static PythonClient start(String example, Path directory, int port, Path certificate) throws IOException {
        Path script = Files.writeString(directory.resolve(example), Files.readString(EXAMPLES.resolve(example))
                .replace(PORT, String.valueOf(port)).replace(CERTIFICATE, certificate.toString()));
        Path output = directory.resolve("client.txt");
        return new PythonClient(new ProcessBuilder("python3", script.toString()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start(), output);
    }

    void awaitOutput(String expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readString(output, UTF_8)).isEqualTo(expected));
    }

    /** Waits for its end. */
    int status() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("python3", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
