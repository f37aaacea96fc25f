package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * What happens to a served file, and what its clients get, whether with TLS or without.
 *
 * @param port where the file is served
 */
public record Rotations(GrowingFile file, int port, Connecting clients) {

    /** More than the system's buffers hold for a client that does not read. */
    private static final int LONG = 24 << 20;
    private static final int READ = 10;

    /** Reads up to the end, and fails if it is not the expected one. */
    public interface Reading {

        byte[] toEnd(TestClient client) throws IOException;
    }

    /** With {@code follow}. */
    public void followedThroughSeveralFiles() throws IOException {
        try (TestClient slow = behind(1)) {
            GrowingFile first = file.rename("first");
            for (int i = 2; i <= 5; i++) {
                file.append("generation " + i);
                assertServed("generation " + i);
                file.rename("served.log." + i);
            }
            file.append("the last one");
            assertThat(slow.readHash(first.size() - READ)).isEqualTo(first.hashFrom(READ));
            assertThat(slow.readText(60)).isEqualTo("generation 2generation 3generation 4generation 5the last one");
        }
    }

    /** With {@code close}. */
    public void servedToTheEndOfTheFirstFile() throws Exception {
        try (TestClient slow = behind(1)) {
            for (int i = 1; i <= 5; i++) {
                file.rename("served.log." + i);
                file.append("generation " + i);
                assertServed("generation " + i);
            }
            assertThat(slow.readHash(Long.MAX_VALUE)).isEqualTo(file.sibling("served.log.1").hashFrom(READ));
        }
    }

    /** With {@code close}. */
    public void cutOffByATruncation(Reading reading) throws IOException {
        try (TestClient slow = behind(2)) {
            file.overwrite("new");
            assertServed("new");
            assertCutOff(reading.toEnd(slow), 2);
        }
    }

    /** With {@code close}. */
    public void cutOffByARewrite(Reading reading) throws IOException {
        try (TestClient slow = behind(2)) {
            Files.write(file.path(), GrowingFile.noise(3, LONG + 1));
            try (TestClient next = clients.at(port, 0)) {
                assertThat(next.read(READ)).isEqualTo(GrowingFile.noise(3, READ)); // so it has been noticed
            }
            assertCutOff(reading.toEnd(slow), 2);
        }
    }

    /** With {@code linger} too. */
    public void endedByATruncation() throws IOException {
        file.replace("old and long");
        try (TestClient old = clients.at(port, 0)) {
            assertThat(old.readText(12)).isEqualTo("old and long");
            file.overwrite("new");
            assertThat(old.readToEnd()).isEmpty();
        }
    }

    /** That is what who connects now gets. */
    public void assertServed(String content) throws IOException {
        try (TestClient client = clients.at(port, 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }

    /** A client of a new file that has read its first bytes, and can't have been sent all of it. */
    private TestClient behind(int seed) throws IOException {
        file.replace(GrowingFile.noise(seed, LONG));
        TestClient slow = clients.connect(port, 4096).send("0\n");
        assertThat(slow.read(READ)).isEqualTo(GrowingFile.noise(seed, READ));
        return slow;
    }

    /** It got what was on its way already. */
    private static void assertCutOff(byte[] rest, int seed) {
        assertThat(rest.length).isLessThan(LONG - READ);
        assertThat(rest).isEqualTo(Arrays.copyOfRange(GrowingFile.noise(seed, LONG), READ, READ + rest.length));
    }
}
