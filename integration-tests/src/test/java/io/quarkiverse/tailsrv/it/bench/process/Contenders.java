package io.quarkiverse.tailsrv.it.bench.process;

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
public final class Contenders {

    static final String APP = "app";

    /** So that its memory does not depend on the machine's. */
    private static final String HEAP = "-Xmx512m";
    private static final String NIO = "-Dquarkus.vertx.prefer-native-transport=false";

    private Contenders() {
    }

    public static List<Contender> find() {
        List<Contender> found = new ArrayList<>();
        Path target = target();
        Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        if (Files.exists(jar)) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            found.add(Contender.of(APP, List.of(java, HEAP, "-jar", jar.toString())));
            found.add(Contender.of("nio", List.of(java, HEAP, NIO, "-jar", jar.toString())));
        }
        binary(target).ifPresent(binary -> found.add(Contender.of("native", List.of(binary.toString(), HEAP))));
        if (isOnPath("tailsrv")) {
            found.add(Contender.of("tailsrv", List.of("tailsrv", "-p", "{port}", "{file}")));
        }
        if (isOnPath("socat") && isOnPath("tail")) {
            found.add(Contender.of("socat", List.of("socat", "TCP-LISTEN:{port},fork,reuseaddr,backlog=1024",
                    "EXEC:'tail -c {bytes} -F {file}'")));
        }
        return found;
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

    static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator).splitAsStream(path)
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
