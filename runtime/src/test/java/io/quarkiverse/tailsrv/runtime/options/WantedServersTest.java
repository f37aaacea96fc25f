package io.quarkiverse.tailsrv.runtime.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.property.TestConfig;

class WantedServersTest {

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.tailsrv.file=app.log", "quarkus.tailsrv.active=false", "quarkus.tailsrv.port=0" })
    void settingsCantBeChangedOnceTheCustomizerHasReturned(String property) {
        String[] keyAndValue = property.split("=");
        AtomicReference<TailServerSettings> kept = new AtomicReference<>();
        Customizers customizers = new Customizers();
        TailServerCustomizer keeping = settings -> kept.set(settings.maxConnections(5));
        customizers.add(TailsrvConfig.DEFAULT_NAME, keeping);
        Map<String, ServerConfig> configs = TestConfig.config(Map.of(), Map.of(keyAndValue[0], keyAndValue[1]))
                .getConfigMapping(TailsrvConfig.class).servers();
        new WantedServers(configs, new LaunchDefaults("localhost", false), customizers).configured(false);
        assertThat(kept.get().maxConnections()).isEqualTo(5);
        assertThatThrownBy(() -> kept.get().maxConnections(6)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't be changed any more");
    }
}
