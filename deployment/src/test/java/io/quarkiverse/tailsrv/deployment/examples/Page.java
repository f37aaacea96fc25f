package io.quarkiverse.tailsrv.deployment.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page of the documentation as it is written.
 */
record Page(Path file, String content) {

    private static final Path ALL = Path.of("..", "docs", "modules", "ROOT", "pages");

    private static final Pattern LISTING = Pattern.compile("(?:^\\[(.*)]\n)?(?:^\\..*\n)?^(-{4,})\n((?s:.*?))\n\\2$",
            Pattern.MULTILINE);

    /**
     * @param attributes such as {@code source,java}
     */
    record Listing(String attributes, String text) {

        String language() {
            String[] words = attributes.split(",\\s*");
            return words.length > 1 ? words[1] : "";
        }
    }

    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.list(ALL)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).map(Page::of).toList();
        }
    }

    private static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Listing> listings() {
        return LISTING.matcher(content).results()
                .map(listing -> new Listing(listing.group(1) == null ? "" : listing.group(1), listing.group(3))).toList();
    }

    /** Without the listings in them. */
    List<String> tables() {
        String[] parts = LISTING.matcher(content).replaceAll("").split("(?m)^\\|===$");
        return IntStream.range(0, parts.length).filter(i -> i % 2 == 1).mapToObj(i -> parts[i]).toList();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
