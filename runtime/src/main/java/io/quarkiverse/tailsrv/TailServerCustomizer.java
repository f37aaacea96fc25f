package io.quarkiverse.tailsrv;

/**
 * Settings from code, for what is known at run time only, such as the name of a file. A bean of this type is asked once,
 * before the servers are started: without a qualifier about the server without a name, with {@link TailServerName} about the
 * one of that name, which then need not be configured at all.
 */
@FunctionalInterface
public interface TailServerCustomizer {

    /**
     * Called on the thread that starts the application. What it throws fails the start.
     *
     * @param settings as configured, to be changed
     */
    void customize(TailServerSettings settings);
}
