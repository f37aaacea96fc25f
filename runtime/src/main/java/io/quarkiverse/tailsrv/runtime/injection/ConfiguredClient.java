package io.quarkiverse.tailsrv.runtime.injection;

import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkiverse.tailsrv.runtime.mirror.FileMirror;
import io.quarkiverse.tailsrv.runtime.options.ClientOptions;

/**
 * A client of the configuration.
 *
 * @param isNeeded whether the application is not ready while a stream of it is not connected
 * @param mirror what writes the local copy, if there is to be one
 */
public record ConfiguredClient(TailClient client, boolean isNeeded, Optional<TailMirror> mirror) {

    static ConfiguredClient of(TailClient client, ClientOptions options) {
        return new ConfiguredClient(client, options.isNeeded(),
                options.mirrorCopy().map(copy -> new FileMirror(client, copy).keep(options.mirrorKeep())));
    }
}
