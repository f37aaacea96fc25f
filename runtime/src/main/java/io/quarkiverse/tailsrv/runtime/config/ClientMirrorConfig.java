package io.quarkiverse.tailsrv.runtime.config;

import java.util.Optional;

import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * A local copy of the file that a client reads.
 */
@ConfigGroup
public interface ClientMirrorConfig {

    /**
     * The file to keep a copy in, from when the application has started until it is stopped. A copy that is there already is
     * continued, if it is a beginning of the server's file. When the server's file is replaced by another one, the copy is
     * renamed, `audit.log` to `audit.log.1` for example, and another one is begun. Its directory must exist. A relative path is
     * resolved against the directory in which the application was started. The mirror locks a file beside the copy,
     * `audit.log.lock`.
     * <p>
     * If this is absent, there is no copy. It is no default for named clients.
     */
    Optional<String> copy();

    /**
     * How many renamed copies are kept: `audit.log.1` and so on belong to the mirror, up to this number. When one more is
     * renamed, the oldest is deleted. Zero keeps none; only a copy that may differ from the server's file is then renamed to
     * `audit.log.1`, in place of a file of that name. If this is lowered, copies with higher numbers stay. Negative values fail
     * the start.
     */
    @WithDefault("" + TailMirror.DEFAULT_KEEP)
    int keep();
}
