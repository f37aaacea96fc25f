package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.arc.All;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;

/**
 * All servers can be injected in the ways of CDI and Quarkus, each of them once.
 */
class AllServersTest {

    private static final GrowingFile FILE = GrowingFile.of(AllServersTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideConfigKey("quarkus.tailsrv.file", "${known.at.run.time}")
            .overrideRuntimeConfigKey("known.at.run.time", FILE.path().toString())
            .overrideConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideConfigKey("quarkus.tailsrv.orders.file", FILE.path().toString())
            .overrideConfigKey("quarkus.tailsrv.\"late\".max-connections", "7")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"late\".file", FILE.path().toString())
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Singleton
    @TailServerName("customized")
    public static class Customizer implements TailServerCustomizer {

        @Override
        public void customize(TailServerSettings settings) {
            settings.file(FILE.path());
        }
    }

    @Inject
    @All
    List<TailServer> all;

    @Inject
    @Any
    Instance<TailServer> any;

    @Inject
    @Any
    InjectableInstance<TailServer> injectable;

    @Inject
    TailServers servers;

    @Inject
    @TailServerName("audit")
    TailServer audit;

    @Test
    void asAList() {
        assertThat(all).containsExactlyInAnyOrderElementsOf(servers);
        assertThat(all).extracting(TailServer::name).containsExactlyInAnyOrder("<default>", "audit", "orders", "late",
                "customized");
    }

    @Test
    void asInstances() {
        assertThat(any).containsExactlyInAnyOrderElementsOf(servers);
        assertThat(injectable.listActive()).containsExactlyInAnyOrderElementsOf(servers);
    }

    @Test
    void byName() {
        assertThat(any.select(TailServerName.Literal.of("audit")).get()).isSameAs(audit)
                .isSameAs(servers.find("audit").orElseThrow());
        for (TailServer server : servers) {
            assertThat(any.select(TailServerName.Literal.of(server.name())).get()).isSameAs(server);
        }
        Instance<TailServer> unknown = any.select(TailServerName.Literal.of("unknown"));
        assertThatThrownBy(unknown::get).isInstanceOf(UnsatisfiedResolutionException.class);
    }
}
