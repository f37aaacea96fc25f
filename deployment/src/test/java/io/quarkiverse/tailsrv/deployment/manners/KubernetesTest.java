package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.builder.BuildContext;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.quarkus.test.ProdModeTestBuildStep;
import io.quarkus.test.QuarkusProdModeTest;
import io.quarkus.test.QuarkusProdModeTest.BuildChainCustomizerEntry;

/**
 * The extension for Kubernetes is told of the ports that are known when the application is built.
 */
class KubernetesTest {

    private static final GrowingFile PORTS = GrowingFile.of(KubernetesTest.class).create("");

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .addBuildChainCustomizerEntries(new BuildChainCustomizerEntry(Listing.class,
                    List.of(GeneratedResourceBuildItem.class), List.of(KubernetesPortBuildItem.class)))
            .overrideConfigKey("listing", PORTS.path().toString())
            .overrideConfigKey("quarkus.tailsrv.file", "/data/journal.log")
            .overrideConfigKey("quarkus.tailsrv.\"audit\".file", "/data/audit.log")
            .overrideConfigKey("quarkus.tailsrv.\"audit\".port", "4322")
            .overrideConfigKey("quarkus.tailsrv.\"orders\".file", "/data/orders.log")
            .overrideConfigKey("quarkus.tailsrv.orders.port", "4323")
            .overrideConfigKey("quarkus.tailsrv.\"a.name.with.dots\".port", "4324")
            .overrideConfigKey("quarkus.tailsrv.\"asleep\".port", "4325")
            .overrideConfigKey("quarkus.tailsrv.\"asleep\".active", "false")
            .overrideConfigKey("quarkus.tailsrv.\"any\".port", "0")
            .overrideConfigKey("quarkus.tailsrv.\"late\".port", "${known-when-it-is-started}");

    /** Writes down what there is to know. */
    public static class Listing extends ProdModeTestBuildStep {

        public Listing(Map<String, Object> testContext) {
            super(testContext);
        }

        @Override
        public void execute(BuildContext context) {
            List<String> ports = context.consumeMulti(KubernetesPortBuildItem.class).stream()
                    .map(item -> item.getName() + ' ' + item.getPort() + ' ' + item.isEnabled() + ' '
                            + item.getSource().orElseThrow().getName())
                    .toList();
            try {
                Files.write(Path.of(org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("listing", String.class)), ports);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void isToldOfThePorts() throws IOException {
        assertThat(Files.readAllLines(PORTS.path())).containsExactlyInAnyOrder(
                "tailsrv 4321 true quarkus.tailsrv.port",
                "tailsrv-audit 4322 true quarkus.tailsrv.\"audit\".port",
                "tailsrv-orders 4323 true quarkus.tailsrv.orders.port",
                "tailsrv-4324 4324 true quarkus.tailsrv.\"a.name.with.dots\".port",
                "tailsrv-asleep 4325 false quarkus.tailsrv.\"asleep\".port",
                "tailsrv-any 0 false quarkus.tailsrv.\"any\".port");
    }
}
