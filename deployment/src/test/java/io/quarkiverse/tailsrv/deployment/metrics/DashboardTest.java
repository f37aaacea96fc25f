package io.quarkiverse.tailsrv.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Expression;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Scrape;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/**
 * What the Grafana dashboard and the alerts of the documentation ask Prometheus for is there.
 */
class DashboardTest {

    private static final String DASHBOARD = "META-INF/grafana/grafana-dashboard-quarkus-tailsrv.json";
    private static final Path PAGE = Path.of("../docs/modules/ROOT/pages/operations.adoc");
    private static final Pattern ALERT = Pattern.compile("^\\|`(.*tailsrv_.*)`$", Pattern.MULTILINE);
    private static final GrowingFile FILE = GrowingFile.of(DashboardTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-micrometer-registry-prometheus"))
            .overrideConfigKey("quarkus.tailsrv.client.host", "localhost")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @Test
    void theDashboardShowsWhatIsThere() throws IOException {
        List<String> expressions = panels().map(DashboardTest::object)
                .flatMap(panel -> panel.getJsonArray("targets").stream())
                .map(target -> object(target).getString("expr")).toList();
        assertThat(expressions).hasSizeGreaterThan(8);
        assertAllAreThere(expressions);
    }

    @Test
    void theDashboardLeavesNothingOut() throws IOException {
        String text = dashboard().encode();
        assertThat(Scrape.of(metrics).names().filter(name -> name.startsWith("tailsrv_")))
                .isNotEmpty().allSatisfy(name -> assertThat(text).contains(name));
    }

    @Test
    void theAlertsAskForWhatIsThere() throws IOException {
        String page = Files.readString(PAGE);
        String alerts = page.substring(page.indexOf("=== Alerts worth having"), page.indexOf("== Behind a proxy"));
        List<String> expressions = ALERT.matcher(alerts).results().map(alert -> alert.group(1).replace("\\|", "|")).toList();
        assertThat(expressions).hasSizeGreaterThan(8);
        assertAllAreThere(expressions);
    }

    private void assertAllAreThere(List<String> expressions) {
        Scrape scrape = Scrape.of(metrics);
        assertThat(expressions).allSatisfy(expression -> new Expression(expression).assertIsAbout(scrape));
    }

    private static Stream<Object> panels() throws IOException {
        return dashboard().getJsonArray("panels").stream();
    }

    private static JsonObject dashboard() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(DASHBOARD)) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonObject object(Object json) {
        return (JsonObject) json;
    }
}
