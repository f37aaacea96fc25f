package io.quarkiverse.tailsrv.deployment;

import java.util.Optional;
import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * That the application uses clients, and the names of those that are known when it is built. Absent in an application without
 * clients, which then has nothing of them.
 */
final class ClientsBuildItem extends SimpleBuildItem {

    private final Set<String> names;
    private final boolean askedFor;

    /**
     * @param askedFor whether the configuration or the application itself asks for a client
     */
    ClientsBuildItem(Set<String> names, boolean askedFor) {
        this.names = Set.copyOf(names);
        this.askedFor = askedFor;
    }

    Set<String> names() {
        return names;
    }

    /** Whether the application has clients that somebody asks for. */
    static boolean areAskedFor(Optional<ClientsBuildItem> clients) {
        return clients.isPresent() && clients.get().askedFor;
    }
}
