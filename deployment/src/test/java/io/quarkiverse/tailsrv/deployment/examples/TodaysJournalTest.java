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

    private static final LocalDate BEFORE = LocalDate.now();

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .withApplicationRoot(jar -> jar.addPackage(Apps.class.getPackage()).addClass(TodaysJournal.class));

    @Inject
    TailServer server;

    @Test
    void isTheFile() {
        assertThat(server.file()).isIn(journalOf(BEFORE), journalOf(LocalDate.now()));
    }

    private static Path journalOf(LocalDate day) {
        return Path.of("/var/log/app/journal-" + day + ".log");
    }
}
