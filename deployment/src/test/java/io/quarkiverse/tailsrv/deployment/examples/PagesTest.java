package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * All Java that the pages show is code that a test runs.
 */
class PagesTest {

    private static final Path ROOT = Path.of("..", "docs", "modules", "ROOT");
    private static final Pattern LISTING = Pattern.compile("^\\[source,\\s*java.*]\n-{4,}\n(.*)$", Pattern.MULTILINE);
    private static final Pattern INCLUDE = Pattern.compile("include::\\.\\./(examples/.+\\.java)\\[tag=([\\w-]+)(,indent=0)?]");

    @Test
    void includeTheirCode() throws IOException {
        List<String> firstLines;
        try (Stream<Path> pages = Files.list(ROOT.resolve("pages"))) {
            firstLines = pages.filter(page -> page.toString().endsWith(".adoc")).flatMap(PagesTest::listings).toList();
        }
        assertThat(firstLines).hasSizeGreaterThan(15).allSatisfy(line -> {
            var include = INCLUDE.matcher(line);
            assertThat(include.matches()).as("what is written into the page itself is run by no test").isTrue();
            assertThat(ROOT.resolve(include.group(1))).content().contains("// tag::" + include.group(2) + "[]\n");
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
