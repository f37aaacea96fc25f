package io.quarkiverse.tailsrv.it.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The servers that are there to be measured, the one under test first.
 */
final class Contenders {

    static final String APP = "app";

    /** So that its memory does not depend on the machine's. */
    private static final String HEAP = "-Xmx512m";
    private static final String NIO = "-Dquarkus.vertx.prefer-native-transport=false";

    // As Contender wants them
    private static final double DESCRIPTORS_OF_APP = 4.0 / 3; // it uses three quarters of them
    private static final int DESCRIPTORS_OF_TAILSRV = 3;
    private static final int MAX_SOCATS = 100; // each with a tail: 200 processes

    private Contenders() {
    }

    static List<Contender> find() {
        List<Contender> found = new ArrayList<>();
        Path target = target();
        Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        if (Files.exists(jar)) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            found.add(app(APP, List.of(java, HEAP, "-jar", jar.toString())));
            found.add(app("nio", List.of(java, HEAP, NIO, "-jar", jar.toString())));
        }
        binary(target).ifPresent(binary -> found.add(app("native", List.of(binary.toString(), HEAP))));
        if (isOnPath("tailsrv")) {
            found.add(new Contender("tailsrv", List.of("tailsrv", "-p", "{port}", "{file}"), DESCRIPTORS_OF_TAILSRV,
                    Integer.MAX_VALUE, true));
        }
        if (isOnPath("socat") && isOnPath("tail")) {
            found.add(new Contender("socat", List.of("socat", "TCP-LISTEN:{port},fork,reuseaddr,backlog=1024",
                    "EXEC:'tail -c {bytes} -F {file}'"), 1, MAX_SOCATS, false));
        }
        return found;
    }

    private static Contender app(String name, List<String> command) {
        return new Contender(name, command, DESCRIPTORS_OF_APP, Integer.MAX_VALUE, true);
    }

    /** Where Maven has put this class and what it belongs to. */
    private static Path target() {
        try {
            return Path.of(Contenders.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> binary(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator).splitAsStream(path)
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
