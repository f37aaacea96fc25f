package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Properties as a page shows them, for an application that has other ports and other files.
 */
public final class Settings {

    private static final Path SHOWN = Path.of("src/test/resources/examples");

    private Settings() {
    }

    /**
     * @param replacements what takes the place of which value
     */
    public static QuarkusUnitTest in(QuarkusUnitTest app, String file, Map<String, String> replacements) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(SHOWN.resolve(file))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.stringPropertyNames().forEach(key -> {
            String value = properties.getProperty(key);
            app.overrideRuntimeConfigKey(key, replacements.getOrDefault(value, value));
        });
        return app;
    }
}
