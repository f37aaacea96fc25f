package io.quarkiverse.tailsrv.runtime.health;

/**
 * What the data of a check about a server or a client begins with.
 */
final class DataKey {

    private DataKey() {
    }

    /** In quotes where the name has a dot, since what belongs to it is told from it by one. */
    static String of(String name) {
        return name.contains(".") ? '"' + name + '"' : name;
    }
}
