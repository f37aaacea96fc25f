package io.quarkiverse.tailsrv.deployment.support;

import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The applications under test, as far as they are alike.
 */
public final class Apps {

    private static final String LOGGERS = "io.quarkiverse.tailsrv";

    private Apps() {
    }

    /** An application that serves the file on a free port. */
    public static QuarkusUnitTest serving(GrowingFile file) {
        return plain()
                .overrideRuntimeConfigKey("quarkus.tailsrv.file", file.path().toString())
                .overrideRuntimeConfigKey("quarkus.tailsrv.port", "0");
    }

    /** An application with nothing configured. */
    public static QuarkusUnitTest plain() {
        return with(jar -> jar.addPackage(TestClient.class.getPackage()));
    }

    /** An application of these classes with nothing configured. */
    public static QuarkusUnitTest with(Class<?>... classes) {
        return with(jar -> jar.addClasses(classes));
    }

    private static QuarkusUnitTest with(Consumer<JavaArchive> content) {
        return new QuarkusUnitTest()
                .withApplicationRoot(content)
                .setLogRecordPredicate(record -> record.getLoggerName().startsWith(LOGGERS));
    }

    /** The messages of what was logged at that level or a higher one. */
    public static List<String> messages(List<LogRecord> records, Level level) {
        PatternFormatter formatter = new PatternFormatter("%s");
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= level.intValue())
                .map(formatter::format)
                .toList();
    }
}
