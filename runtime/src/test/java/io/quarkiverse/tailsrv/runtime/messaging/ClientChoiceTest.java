package io.quarkiverse.tailsrv.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkiverse.tailsrv.runtime.injection.ClientRegistry;
import io.quarkiverse.tailsrv.runtime.tls.TestTlsConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/**
 * What is wrong with a channel's own client is told by the attribute's name.
 */
class ClientChoiceTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void ofItsOwn() {
        assertThat(client("back-off-min", "PT1M", "back-off-max", "PT2M").name()).isEqualTo("localhost:4321");
    }

    @Test
    void pausesThatContradict() {
        assertThatThrownBy(() -> client("back-off-min", "PT1M"))
                .hasMessageStartingWith("mp.messaging.incoming.lines.back-off-min: \"PT1M\" can't be used (The longest pause");
        assertThatThrownBy(() -> client("back-off-max", "PT0.01S"))
                .hasMessageStartingWith("mp.messaging.incoming.lines.back-off-max: \"PT0.01S\" can't be used (The longest");
    }

    @Test
    void anUnknownTlsConfiguration() {
        assertThatThrownBy(() -> client("tls-configuration-name", "nobody"))
                .hasMessageStartingWith("mp.messaging.incoming.lines.tls-configuration-name: \"nobody\" can't be used (");
    }

    @ParameterizedTest
    @CsvSource({ "max-line-length,0,must be from 1 to", "max-line-length,513M,must be from 1 to",
            "max-line-length,9G,a line can have 512 MiB at the most",
            "max-line-length,99999999999999999999,a line can have 512 MiB at the most",
            "charset,nope,this JVM has no charset of that name", "charset,a b,this JVM has no charset of that name",
            "long-lines,cut,set split or fail" })
    void whatIsWrongIsNamedAsItWasWritten(String attribute, String value, String problem) {
        assertThatThrownBy(() -> client(attribute, value))
                .hasMessageStartingWith("mp.messaging.incoming.lines." + attribute + ": \"" + value + "\" can't be used (")
                .hasMessageContaining(problem);
    }

    @Test
    void asManyLinesAsMemoryHasRoomFor() {
        assertThatThrownBy(() -> ChannelOptions.of(attributes("max-inflight", "2000000000")))
                .hasMessage("mp.messaging.incoming.lines.max-inflight: \"2000000000\" is out of range; "
                        + "set a number from 1 to 1000000");
    }

    private static TailClient client(String... attributes) {
        Clients clients = new Clients(VERTX, TestTlsConfiguration.registry(Map.of()));
        return new ClientChoice(attributes(attributes), new ClientRegistry(clients::builder, event -> {
        }, Map.of()), new ClientTrouble()).client();
    }

    private static TailsrvConnectorIncomingConfiguration attributes(String... pairs) {
        Map<String, String> all = new HashMap<>(Map.of("channel-name", "lines"));
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return new TailsrvConnectorIncomingConfiguration(new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "attributes", 100)).build());
    }
}
