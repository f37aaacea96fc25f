package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * All Java that the pages show is code of this project, most of which a test runs. The build copies it to where pages find it.
 */
class PagesTest {

    private static final Path PAGES = Path.of("..", "docs", "modules", "ROOT", "pages");

    /** What is copied to which folder of the examples. */
    private static final Map<String, Path> SOURCES = Map.of(
            "code", Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/examples"),
            "messaging", Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/messaging"),
            "testing", Path.of("../integration-tests/src/test/java/io/quarkiverse/tailsrv/it"),
            "kafka", Path.of("../integration-tests/kafka/src/main/java/io/quarkiverse/tailsrv/it/kafka"));

    private static final Pattern LISTING = Pattern.compile("^\\[(?:source)?,\\s*java.*]\n(?:\\..*\n)?-{4,}\n((?s:.*?))\n-{4,}$",
            Pattern.MULTILINE);
    private static final Pattern INCLUDE = Pattern
            .compile("include::\\.\\./examples/(\\w+)/(\\w+\\.java)\\[tag=([\\w-]+)(,indent=0)?]");

    @Test
    void includeTheirCode() throws IOException {
        List<String> listings;
        try (Stream<Path> pages = Files.list(PAGES)) {
            listings = pages.filter(page -> page.toString().endsWith(".adoc")).flatMap(PagesTest::listings).toList();
        }
        assertThat(listings).hasSizeGreaterThan(15).allSatisfy(listing -> {
            var include = INCLUDE.matcher(listing);
            assertThat(include.matches()).as("what is written into the page itself is run by no test").isTrue();
            assertThat(SOURCES.get(include.group(1)).resolve(include.group(2))).content()
                    .contains("// tag::" + include.group(3) + "[]\n");
        });
    }

    private static Stream<String> listings(Path page) {
        try {
            return LISTING.matcher(Files.readString(page)).results().map(listing -> listing.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
