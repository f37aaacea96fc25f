package io.quarkiverse.tailsrv.deployment.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The code of the page "Configuration" does what the page says.
 */
class ClientsOfThePageTest {

    private static final Logger LOG = Logger.getLogger(ClientsOfThePageTest.class);
    private static final Path PAGE = Path.of("../docs/modules/ROOT/pages/configuration.adoc");
    private static final Path SOURCES = Path.of("src/test/java/io/quarkiverse/tailsrv/deployment/injection");
    private static final Pattern CODE = Pattern.compile("\\[source,java]\n----\n(.*?)\n----", Pattern.DOTALL);
    private static final GrowingFile FILE = GrowingFile.of(ClientsOfThePageTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = reading(FreePort.any());

    private static QuarkusUnitTest reading(int port) {
        return Apps.serving(FILE)
                .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage()).addClass(Journal.class))
                .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".port", String.valueOf(port))
                .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\n"));
    }

    @Inject
    Journal journal;

    @Inject
    @TailClientName("audit")
    TailClient audit;

    @Inject
    TailClients clients;

    @Test
    void thePageHasThisCode() throws IOException {
        String code = unindented(Files.readString(SOURCES.resolve("Journal.java")))
                + unindented(Files.readString(SOURCES.resolve("ClientsOfThePageTest.java")));
        List<String> listings = CODE.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
        assertThat(listings).hasSize(2).allSatisfy(listing -> assertThat(code)
                .contains(unindented(listing).replaceAll("\n}$", "")));
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    @Test
    void readsMirrorsAndObserves() throws IOException {
        await().untilAsserted(() -> assertThat(journal.lines()).contains("one", "two"));
        GrowingFile copy = FILE.sibling("copy.log");
        Cancellable mirror = mirror(copy.path().toString());
        await().untilAsserted(() -> assertThat(copy.path()).hasContent("one\ntwo\n"));
        FILE.replace("three\n");
        await().untilAsserted(
                () -> assertThat(journal.lines()).contains("three", "The file of audit was replaced"));
        await().untilAsserted(() -> assertThat(copy.path()).hasContent("three\n"));
        mirror.cancel();
    }

    private Cancellable mirror(String copy) {
        Multi<TailMirrorProgress> progress = clients.mirror(audit, Path.of(copy)).keep(30).progress();
        Cancellable mirror = progress.subscribe().with(
                safe -> LOG.debugf("%s bytes are on the disk", safe.length()),
                failure -> LOG.error("The copy does not grow any more", failure));
        return mirror;
    }
}
