package io.quarkiverse.tailsrv.runtime.mirror;

import java.nio.file.Path;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailMirror;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;

/**
 * A mirror as it was ordered. Each subscription is a {@link MirrorRun}.
 */
public final class FileMirror implements TailMirror {

    private final TailClient client;
    private final Path copy;
    private final int keep;

    public FileMirror(TailClient client, Path copy) {
        this(client, copy.toAbsolutePath(), DEFAULT_KEEP);
    }

    private FileMirror(TailClient client, Path copy, int keep) {
        this.client = client;
        this.copy = copy;
        this.keep = keep;
    }

    @Override
    public Path copy() {
        return copy;
    }

    @Override
    public TailMirror keep(int copies) {
        if (copies < 0) {
            throw new IllegalArgumentException("The number of copies to keep is \"" + copies + "\"; use 0 or more");
        }
        return new FileMirror(client, copy, copies);
    }

    @Override
    public Multi<TailMirrorProgress> progress() {
        return Multi.createFrom().emitter(
                emitter -> new MirrorRun(client, new LocalCopy(copy, new RotatedCopies(copy, keep)), emitter).start(),
                BackPressureStrategy.LATEST);
    }
}
