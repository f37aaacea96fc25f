package io.quarkiverse.tailsrv.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * What can't be used is told in one line that names the property, its value and what to do.
 */
class TlsConfigurationsTest {

    private static final String NAME = "tls-configuration-name";

    @TempDir
    static Path directory;

    private static Vertx vertx;

    private final TestTlsConfiguration configuration = new TestTlsConfiguration(
            new PemKeyCertOptions().setCertPath(file("tls.crt")).setKeyPath(file("tls.key")));

    @BeforeAll
    static void start() throws Exception {
        for (String name : List.of("tls", "other")) {
            new CertificateGenerator(directory, true)
                    .generate(new CertificateRequest().withName(name).withFormats(List.of(Format.PEM)));
        }
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noneIsAskedFor() {
        assertThat(load()).isNull();
    }

    @Test
    void oneThatIsThere() {
        assertThat(load(NAME, "there").configurationName()).isEqualTo("there");
    }

    @Test
    void oneThatIsNotThere() {
        assertUnusable("quarkus.tailsrv.tls-configuration-name: \"elsewhere\" is not a TLS configuration;"
                + " set quarkus.tls.\"elsewhere\".key-store.*, or the name of one that there is", NAME, "elsewhere");
    }

    @Test
    void noKeyStore() {
        configuration.keys = null;
        assertUnusable("quarkus.tailsrv.tls-configuration-name: \"there\" is a TLS configuration without a key store;"
                + " set quarkus.tls.\"there\".key-store.*", NAME, "there");
        assertUnusable("quarkus.tailsrv.tls-configuration-name: \"<default>\" is a TLS configuration without a key store;"
                + " set quarkus.tls.key-store.*", NAME, "<default>");
    }

    @Test
    void noTrustStoreToCheckClientsBy() {
        assertThat(load(NAME, "there", "tls-client-auth", "none")).isNotNull();
        assertUnusable("quarkus.tailsrv.tls-client-auth: \"required\" needs a trust store to check the clients' certificates;"
                + " set quarkus.tls.\"there\".trust-store.*", NAME, "there", "tls-client-auth", "required");
        assertUnusable("quarkus.tailsrv.tls-client-auth: \"request\" needs a trust store to check the clients' certificates;"
                + " set quarkus.tls.\"there\".trust-store.*", NAME, "there", "tls-client-auth", "request");
        configuration.trust = new PemTrustOptions().addCertPath(file("tls.crt"));
        assertThat(load(NAME, "there", "tls-client-auth", "required")).isNotNull();
    }

    @Test
    void clientsAreAskedWithoutTls() {
        assertUnusable("quarkus.tailsrv.tls-client-auth: \"required\" needs TLS;"
                + " set quarkus.tailsrv.tls-configuration-name, or leave this out", "tls-client-auth", "required");
    }

    @Test
    void aCipherSuiteThatThereIsNot() {
        configuration.options.addEnabledCipherSuite("TLS_WITHOUT_A_CARE");
        assertThatThrownBy(() -> load(NAME, "there")).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.tls-configuration-name: \"there\" can't be used: ")
                .hasMessageContaining("TLS_WITHOUT_A_CARE").hasMessageEndingWith("; correct quarkus.tls.\"there\".*");
    }

    @Test
    void aProtocolThatThereIsNot() {
        configuration.options.setEnabledSecureTransportProtocols(Set.of("TLSv9"));
        assertUnusable("quarkus.tailsrv.tls-configuration-name: \"there\" can't be used: none of its protocols is supported;"
                + " correct quarkus.tls.\"there\".*", NAME, "there");
    }

    @Test
    void aKeyOfAnotherCertificate() {
        configuration.keys = new PemKeyCertOptions().setCertPath(file("tls.crt")).setKeyPath(file("other.key"));
        assertThatThrownBy(() -> load(NAME, "there")).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.tls-configuration-name: \"there\" can't be used: no client can"
                        + " connect by it: ")
                .hasMessageEndingWith("; correct quarkus.tls.\"there\".*");
    }

    @Test
    void aCipherSuiteThatItsKeyDoesNotFit() {
        configuration.options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2"));
        configuration.options.addEnabledCipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(load(NAME, "there")).isNotNull();
        configuration.options.getEnabledCipherSuites().clear();
        configuration.options.addEnabledCipherSuite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        assertThatThrownBy(() -> load(NAME, "there")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no client can connect by it: ");
    }

    /** As an application does that gets its certificates by itself. */
    @Test
    void anotherOneThatIsRegisteredLater() throws Exception {
        TestTlsConfiguration later = new TestTlsConfiguration(configuration.keys);
        Map<String, TlsConfiguration> registered = new HashMap<>(Map.of("there", configuration));
        Tls tls = new TlsConfigurations(TestTlsConfiguration.registry(registered), vertx).load(TestOptions.of(NAME, "there"));
        registered.put("there", later);
        later.keys = new PemKeyCertOptions().setCertPath(file("other.crt")).setKeyPath(file("other.key"));
        assertThat(tls.current().getKeyCertOptions()).isEqualTo(later.keys);
        assertThat(configured(tls).getKeyCertOptions()).isEqualTo(later.keys);
        registered.put("there", configuration);
        tls.refresh();
        assertThat(configured(tls).getKeyCertOptions()).isEqualTo(configuration.keys);
        registered.put("there", later);
        later.keys = new PemKeyCertOptions().setCertPath(file("other.crt")).setKeyPath(file("tls.key"));
        assertThatThrownBy(tls::refresh).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no client can connect by it");
        later.keys = null;
        assertThatThrownBy(tls::refresh).isInstanceOf(ConfigurationException.class).hasMessageContaining("without a key store");
        assertThat(configured(tls).getKeyCertOptions()).isEqualTo(configuration.keys);
    }

    @Test
    void whatIsReadAnewBeforeAStart() {
        Tls tls = load(NAME, "there");
        tls.refresh(); // of the first start, just after that
        configuration.keys = new PemKeyCertOptions().setCertPath(file("other.crt")).setKeyPath(file("tls.key"));
        assertThatThrownBy(tls::refresh).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no client can connect by it");
    }

    private static NetServerOptions configured(Tls tls) {
        NetServerOptions options = new NetServerOptions();
        tls.configure(options);
        return options;
    }

    @ParameterizedTest
    @ValueSource(strings = { "gone.crt", "other.crt" })
    void whatCanNoLongerBeUsed(String certificate) {
        Tls tls = load(NAME, "there");
        configuration.keys = new PemKeyCertOptions().setCertPath(file(certificate)).setKeyPath(file("tls.key"));
        assertThatThrownBy(tls::current).isNotNull();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    private void assertUnusable(String message, String... settings) {
        assertThatThrownBy(() -> load(settings)).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }

    private Tls load(String... settings) {
        return configuration.load(vertx, settings);
    }
}
