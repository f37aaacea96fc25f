package io.quarkiverse.tailsrv.runtime.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * A process of its own that begins to write a copy.
 */
final class OtherProcess {

    private OtherProcess() {
    }

    /** What became of it: {@code open}, or why not. */
    static String open(Path copy) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = classesOf(LocalCopy.class) + File.pathSeparator + classesOf(OtherProcess.class);
        Process process = new ProcessBuilder(java, "-cp", classes, OtherProcess.class.getName(), copy.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static Path classesOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        LocalCopy copy = new LocalCopy(path, new RotatedCopies(path, 7));
        try {
            copy.open();
            System.out.print("open");
        } catch (IOException e) {
            System.out.print(e.getMessage());
        } finally {
            copy.close();
        }
    }
}
