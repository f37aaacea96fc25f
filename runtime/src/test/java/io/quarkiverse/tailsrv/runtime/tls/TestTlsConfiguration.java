package io.quarkiverse.tailsrv.runtime.tls;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;

/**
 * A configuration as Quarkus' TLS registry has them, which the test changes as it likes.
 */
public final class TestTlsConfiguration extends BaseTlsConfiguration {

    final SSLOptions options = new SSLOptions();
    volatile KeyCertOptions keys;
    TrustOptions trust;

    public TestTlsConfiguration(KeyCertOptions keys) {
        this.keys = keys;
    }

    /**
     * @param settings of a server, for which the configuration is "there" and "&lt;default&gt;"
     */
    public Tls load(Vertx vertx, String... settings) {
        return new TlsConfigurations(new Registry(Map.of("there", this, "<default>", this)), vertx)
                .load(TestOptions.of(settings));
    }

    /** From now on; servers do not know yet. */
    public void keys(KeyCertOptions changed) {
        keys = changed;
    }

    @Override
    public KeyCertOptions getKeyStoreOptions() {
        return keys;
    }

    @Override
    public TrustOptions getTrustStoreOptions() {
        return trust;
    }

    @Override
    public SSLOptions getSSLOptions() {
        return new SSLOptions(options).setKeyCertOptions(keys).setTrustOptions(trust);
    }

    /** A registry of these, by name. */
    public static TlsConfigurationRegistry registry(Map<String, TlsConfiguration> configurations) {
        return new Registry(configurations);
    }

    private record Registry(Map<String, TlsConfiguration> configurations) implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.ofNullable(configurations.get(name));
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return get("<default>");
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
