package io.quarkiverse.tailsrv.deployment;

import java.util.Collections;
import java.util.SortedSet;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * That the application uses clients, and the names of those that are known when it is built. Absent in an application without
 * clients, which then has nothing of them.
 */
final class ClientsBuildItem extends SimpleBuildItem {

    private final SortedSet<String> names;

    ClientsBuildItem(SortedSet<String> names) {
        this.names = Collections.unmodifiableSortedSet(names);
    }

    /** Always in the same order, so that a build can be reproduced. */
    SortedSet<String> names() {
        return names;
    }
}
