package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.test.QuarkusUnitTest;

/**
 * {@link TodaysJournal} does what the page "From code" says: the file is that of the day of the start.
 */
class TodaysJournalTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .withApplicationRoot(jar -> jar.addPackage(Apps.class.getPackage()).addClass(TodaysJournal.class));

    @Inject
    TailServer server;

    @Test
    void isTheFile() {
        LocalDate now = LocalDate.now();
        assertThat(server.file()).isIn(journalOf(now.minusDays(1)), journalOf(now)); // midnight may have passed since
    }

    private static Path journalOf(LocalDate day) {
        return Path.of("/var/log/app/journal-" + day + ".log");
    }
}
