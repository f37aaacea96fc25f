package io.quarkiverse.tailsrv.runtime.server;

import java.nio.file.Path;

import io.netty.util.NetUtil;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

/**
 * Logs that a server has started and stopped. For any thread.
 */
final class ServerNotices {

    private static final AsyncLog LOG = AsyncLog.of(ServerNotices.class);

    private final ServerOptions options;

    ServerNotices(ServerOptions options) {
        this.options = options;
    }

    /**
     * @param file as of now
     * @param serving whether there is a file to serve; if not, a line of the file's follower says when there is
     */
    void started(boolean serving, Path file, int port, String transport) {
        String now = serving && options.filePattern().isPresent() ? " (now " + file.getFileName() + ')' : "";
        LOG.infof("%s %s%s on %s %s%s", serving ? "Tailing" : "Waiting for", options.file(), now, address(port), transport,
                asNamed());
    }

    /** A name from the environment may not be the one that was meant. */
    private String asNamed() {
        return options.name().equals(TailsrvConfig.DEFAULT_NAME) ? "" : " as \"" + options.name() + '"';
    }

    void stopped(int port) {
        LOG.infof("Stopped tailing %s on %s", options.file(), address(port));
    }

    /** With brackets around an IPv6 address. */
    private String address(int port) {
        return NetUtil.toSocketAddressString(options.host(), port);
    }
}
