package io.quarkiverse.tailsrv.deployment.examples;

// tag::todays-journal[]
import java.nio.file.Path;
import java.time.LocalDate;

import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerSettings;

@Singleton
public class TodaysJournal implements TailServerCustomizer {

    @Override
    public void customize(TailServerSettings settings) {
        settings.file(Path.of("/var/log/app", "journal-" + LocalDate.now() + ".log"));
    }
}
// end::todays-journal[]
