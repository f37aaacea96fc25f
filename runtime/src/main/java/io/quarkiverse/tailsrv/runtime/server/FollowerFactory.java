package io.quarkiverse.tailsrv.runtime.server;

import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.follower.FollowerListener;
import io.quarkiverse.tailsrv.runtime.follower.FollowerOptions;
import io.quarkiverse.tailsrv.runtime.follower.Retention;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.selection.FileSource;
import io.quarkiverse.tailsrv.runtime.selection.LatestFile;
import io.quarkiverse.tailsrv.runtime.selection.SingleFile;

/**
 * Makes followers that do what a server's settings say.
 */
final class FollowerFactory {

    private FollowerFactory() {
    }

    static FileFollower create(ServerOptions options, FollowerListener listener) {
        return new FileFollower(options.property("file"), source(options),
                new FollowerOptions(options.pollInterval(), options.rotationGrace(), retention(options.onRotation())),
                listener);
    }

    private static FileSource source(ServerOptions options) {
        return options.filePattern().<FileSource> map(LatestFile::new).orElseGet(() -> new SingleFile(options.file()));
    }

    private static Retention retention(RotationPolicy policy) {
        return switch (policy) {
            case CLOSE, EXIT -> Retention.DRAIN;
            case FOLLOW -> Retention.CHAIN;
            case LINGER -> Retention.KEEP;
        };
    }
}
