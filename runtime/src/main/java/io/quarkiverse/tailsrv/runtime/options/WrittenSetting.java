package io.quarkiverse.tailsrv.runtime.options;

import java.time.Duration;
import java.util.Set;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.tailsrv.runtime.thread.OneLine;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/**
 * A setting as it is written in the configuration, for messages about it.
 */
record WrittenSetting(String asked, ConfigValue configured) {

    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_DURATION = Duration.ofDays(365);

    static WrittenSetting of(String property) {
        return new WrittenSetting(property,
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigValue(property));
    }

    /** Whether a timer can be set to it. */
    static boolean isUsable(Duration duration) {
        return duration.compareTo(MIN_DURATION) >= 0 && duration.compareTo(MAX_DURATION) <= 0;
    }

    /** The property's name. If the setting without a name is the default for this one, it is that one's. */
    String property() {
        return configured.getName();
    }

    /** Null if there is none. */
    String value() {
        return configured.getValue();
    }

    /** Whether the value is not the default. */
    boolean isSet() {
        return configured.getValue() != null && !configured.isDefault();
    }

    /** An exception that fails the start, with a message of one line that names the property that was set. */
    ConfigurationException unusable(Object value, String problem) {
        boolean isConfigured = String.valueOf(value).equalsIgnoreCase(value()); // or code has set it
        String property = isConfigured ? property() : asked;
        return new ConfigurationException(OneLine.of(property + ": \"" + value + "\" " + problem), Set.of(property));
    }
}
