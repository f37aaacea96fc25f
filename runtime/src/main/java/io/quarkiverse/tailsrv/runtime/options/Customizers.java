package io.quarkiverse.tailsrv.runtime.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.TailServerCustomizer;

/**
 * The application's customizers, by the name of their server.
 */
public final class Customizers {

    private final Map<String, List<TailServerCustomizer>> settings = new HashMap<>();
    private final Map<String, List<NetServerOptionsCustomizer>> netServers = new HashMap<>();

    public void add(String server, TailServerCustomizer customizer) {
        settings.computeIfAbsent(server, name -> new ArrayList<>()).add(customizer);
    }

    public void add(String server, NetServerOptionsCustomizer customizer) {
        netServers.computeIfAbsent(server, name -> new ArrayList<>()).add(customizer);
    }

    /** The names of servers with settings customizers; these servers need no other configuration. */
    Set<String> serverNames() {
        return settings.keySet();
    }

    List<TailServerCustomizer> ofSettings(String server) {
        return settings.getOrDefault(server, List.of());
    }

    public List<NetServerOptionsCustomizer> ofNetServer(String server) {
        return netServers.getOrDefault(server, List.of());
    }
}
