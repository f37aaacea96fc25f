package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;

/**
 * The page "Into Kafka" shows {@link DatabaseStore} and {@link Origins}: positions are kept in a table, and lines know where
 * they were.
 */
class DatabaseStoreTest {

    private static final GrowingFile FILE = GrowingFile.of(DatabaseStoreTest.class);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging", "quarkus-agroal", "quarkus-jdbc-h2"))
            .withApplicationRoot(jar -> jar.addPackage(GrowingFile.class.getPackage())
                    .addClasses(DatabaseStore.class, Origins.class))
            .withConfigurationResource("examples/messaging.properties")
            .overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.devservices.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.datasource.jdbc.url",
                    "jdbc:h2:mem:positions;INIT=create table if not exists positions"
                            + " (source varchar(255) primary key, place varchar(255))")
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.source", "audit")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.commit-interval", "0.01S")
            .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\n"));

    @Inject
    Origins origins;

    @Inject
    @Identifier("database")
    DatabaseStore store;

    @Test
    void positionsAreInATable() throws Exception {
        await().until(() -> origins.linesByOffset().equals(Map.of(0L, "one", 4L, "two")));
        await().untilAsserted(() -> assertThat(store.load("audit").map(TailPosition::offset)).isEqualTo(Optional.of(8L)));
        FILE.append("three\n");
        await().untilAsserted(() -> assertThat(store.load("audit").map(TailPosition::offset)).isEqualTo(Optional.of(14L)));
        assertThat(store.load("audit").orElseThrow().verifiable()).isTrue();
        assertThat(store.load("another")).isEmpty();
    }
}
