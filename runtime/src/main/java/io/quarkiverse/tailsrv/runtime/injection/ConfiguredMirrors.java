package io.quarkiverse.tailsrv.runtime.injection;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.tailsrv.client.TailMirror;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Runs the mirrors of the configuration while the application runs. One that fails is tried again.
 */
public final class ConfiguredMirrors {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final List<TailMirror> mirrors;
    private List<Cancellable> running = List.of();

    public ConfiguredMirrors(ClientRegistry clients) {
        mirrors = clients.configured().stream().flatMap(client -> client.mirror().stream()).toList();
    }

    public void start() {
        running = mirrors.stream().map(ConfiguredMirrors::start).toList();
    }

    private static Cancellable start(TailMirror mirror) {
        MirrorFailures failures = new MirrorFailures(mirror);
        return mirror.progress().onFailure().invoke(failures::failed)
                .onFailure().retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely()
                .subscribe().with(failures::progressed);
    }

    public void stop() {
        running.forEach(Cancellable::cancel);
    }
}
