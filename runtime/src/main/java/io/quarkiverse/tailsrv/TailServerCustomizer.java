package io.quarkiverse.tailsrv;

/**
 * Changes settings from code, for values that are known at run time only, such as the name of a file. Each bean of this type is
 * called once, before the servers are started. A bean without a qualifier is for the server without a name; a bean with
 * {@link TailServerName} is for the server of that name, which need not be configured at all. Servers that are
 * {@link TailServers#add added} later have a customizer of their own.
 */
@FunctionalInterface
public interface TailServerCustomizer {

    /**
     * Called on the thread that starts the application, or on one that may block if a server is added. An exception fails the
     * start.
     *
     * @param settings the configured settings, to be changed
     */
    void customize(TailServerSettings settings);
}
