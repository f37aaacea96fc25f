package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All Java and Python that the pages show is code of this project, most of which a test runs. The build copies it to where
 * pages
 * find it. And what is easily forgotten in a page is there.
 */
class PagesTest {

    /** What is copied to which folder of the examples. */
    private static final Map<String, Path> SOURCES = Map.of(
            "code", Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/examples"),
            "messaging", Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/messaging"),
            "testing", Path.of("../integration-tests/src/test/java/io/quarkiverse/tailsrv/it"),
            "kafka", Path.of("../integration-tests/kafka/src/main/java/io/quarkiverse/tailsrv/it/kafka"));

    private static final Pattern INCLUDE = Pattern
            .compile("include::\\.\\./examples/(\\w+)/(\\w+\\.java)\\[tag=([\\w-]+)(,indent=0)?]");

    /** The first lines of those that no test has: they name paths of the system, and hosts and classes that there are not. */
    private static final Set<String> WRITTEN_PROPERTIES = Set.of(
            "quarkus.tailsrv.file=/var/log/app/audit.log",
            "quarkus.tailsrv.file=/var/log/app/app-{latest}.log",
            "quarkus.log.file.enabled=true",
            "quarkus.vertx.cache-directory=/run/app",
            "quarkus.tailsrv.client.\"audit\".host=audit.example.com",
            "mp.messaging.incoming.lines.position-file=/var/lib/app/lines.position",
            "mp.messaging.outgoing.log.partitioner.class=org.acme.ByRange");

    private static final Path FINDINGS = Path.of("../findings");
    private static final String OUR_VERSION = "999-SNAPSHOT";
    private static final Pattern QUARKUS_VERSION = Pattern.compile("<quarkus\\.version>(.+)</quarkus\\.version>");
    private static final int WIDTH = 110;

    private static List<Page> pages;

    @BeforeAll
    static void read() throws IOException {
        pages = Page.all();
    }

    @Test
    void includeTheirJava() {
        assertThat(listings("java")).hasSizeGreaterThan(15).allSatisfy(listing -> {
            var include = INCLUDE.matcher(listing.text());
            assertThat(include.matches()).as("what is written into the page itself is run by no test").isTrue();
            assertThat(SOURCES.get(include.group(1)).resolve(include.group(2))).content()
                    .contains("// tag::" + include.group(3) + "[]\n");
        });
    }

    @Test
    void includeTheirPython() {
        assertThat(listings("python")).isNotEmpty()
                .allSatisfy(listing -> assertThat(listing.text()).matches("include::\\.\\./examples/[\\w-]+\\.py\\[]"));
    }

    @Test
    void includeTheirProperties() {
        Stream<String> firstLines = listings("properties").stream()
                .map(listing -> listing.text().lines().findFirst().orElseThrow());
        assertThat(firstLines).hasSizeGreaterThan(20).allSatisfy(line -> assertThat(line)
                .satisfiesAnyOf(
                        included -> assertThat(included).matches("include::\\.\\./examples/\\w+/[\\w-]+\\.properties\\[.*]"),
                        written -> assertThat(written).isIn(WRITTEN_PROPERTIES)));
    }

    @Test
    void nameVersionsByAttributes() throws IOException {
        String quarkus = quarkusVersion();
        assertThat(listings("")).isNotEmpty().allSatisfy(listing -> {
            assertThat(listing.text()).doesNotContain(OUR_VERSION, quarkus);
            if (listing.text().contains("-version}")) {
                assertThat(listing.attributes()).contains("subs=attributes+");
            }
        });
    }

    /** GitHub renders a page by itself, and so knows only what the page says. */
    @Test
    void tellGitHubTheVersionsAndWhereImagesAre() throws IOException {
        String quarkus = quarkusVersion();
        assertThat(pages).allSatisfy(page -> {
            assertDefined(page, "{project-version}", ":project-version: " + OUR_VERSION);
            assertDefined(page, "{quarkus-version}", ":quarkus-version: " + quarkus);
            assertDefined(page, "\nimage::", ":imagesdir: ../assets/images");
        });
    }

    @Test
    void haveATableOfContents() {
        assertThat(pages).extracting(Page::content).allSatisfy(content -> assertThat(content).contains("\n:toc:\n"));
    }

    @Test
    void areNotWiderThanThePage() {
        assertThat(listings("")).flatExtracting(listing -> listing.text().lines().toList())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
    }

    /** In a narrow column a line would end behind the hyphen. */
    @Test
    void keepOptionsInTablesTogether() {
        assertThat(pages).flatExtracting(Page::tables).hasSizeGreaterThan(20).allSatisfy(
                table -> assertThat(table.replaceAll("\\[\\.nowrap]`[^`]*`", "")).doesNotContainPattern("[ (`|+]--?[A-Za-z]"));
    }

    @Test
    void linkEachFinding() throws IOException {
        String all = pages.stream().map(Page::content).collect(Collectors.joining());
        try (Stream<Path> findings = Files.list(FINDINGS)) {
            assertThat(findings).isNotEmpty().allSatisfy(finding -> assertThat(all)
                    .contains("https://github.com/quarkiverse/quarkus-tailsrv/blob/main/findings/" + finding.getFileName()
                            + "["));
        }
    }

    private static void assertDefined(Page page, String use, String definition) {
        if (page.content().contains(use)) {
            String head = page.content().substring(0, page.content().indexOf("\n\n"));
            assertThat(head).contains("\nifdef::env-github[]\n", "\n" + definition + "\n");
        }
    }

    /** @param language or an empty string for all listings */
    private static List<Page.Listing> listings(String language) {
        return pages.stream().flatMap(page -> page.listings().stream())
                .filter(listing -> language.isEmpty() || listing.language().equals(language)).toList();
    }

    private static String quarkusVersion() throws IOException {
        var version = QUARKUS_VERSION.matcher(Files.readString(Path.of("../pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}
