package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.builder.BuildContext;
import io.quarkus.kubernetes.spi.KubernetesResourceMetadataBuildItem;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestBuildStep;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.quarkus.test.QuarkusProdModeTest.BuildChainCustomizerEntry;

/**
 * If the manifests are to have a Service whose variables would be taken for settings, the build says so.
 */
class KubernetesServiceNameTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withEmptyApplication()
            .addBuildChainCustomizerEntries(new BuildChainCustomizerEntry(Manifests.class,
                    List.of(KubernetesResourceMetadataBuildItem.class), List.of()))
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.tailsrv"));

    /** Stands for the extension for Kubernetes. */
    public static class Manifests extends ProdModeTestBuildStep {

        public Manifests(Map<String, Object> testContext) {
            super(testContext);
        }

        @Override
        public void execute(BuildContext context) {
            for (String name : List.of("quarkus-tailsrv-demo", "my-app", "quarkus-tailsrv2")) {
                context.produce(new KubernetesResourceMetadataBuildItem("kubernetes", "apps", "v1", "Deployment", name));
                context.produce(new KubernetesResourceMetadataBuildItem("minikube", "apps", "v1", "Deployment", name));
            }
        }
    }

    @ProdBuildResults
    ProdModeTestResults build;

    @Test
    void isWarnedOf() {
        assertThat(Apps.messages(build.getRetainedBuildLogRecords(), Level.WARNING)).singleElement().asString()
                .contains("\"quarkus-tailsrv-demo\"", "QUARKUS_TAILSRV_DEMO_PORT", "enableServiceLinks: false");
    }
}
