package io.quarkiverse.tailsrv.runtime.property;

import io.smallrye.config.NameIterator;

/**
 * The name of a property of something that has a name of its own, taken apart.
 *
 * @param root what comes first, for example {@code quarkus.tailsrv}
 * @param owner whose property it is, for example {@code audit}
 * @param key what follows, for example {@code poll-interval}
 */
record PropertyName(String root, String owner, String key) {

    /** Null for names that do not begin with the root, or have no owner. */
    static PropertyName of(String root, String name) {
        if (!name.startsWith(root) || !name.startsWith(".", root.length())) {
            return null;
        }
        NameIterator segments = new NameIterator(name, root.length());
        String owner = segments.getNextSegment();
        segments.next();
        return segments.hasNext() ? new PropertyName(root, owner, name.substring(segments.getPosition() + 1)) : null;
    }

    /** The property without an owner. */
    String unnamed() {
        return root + '.' + key;
    }

    String quoted() {
        return root + ".\"" + owner + "\"." + key;
    }

    /** Without quotes, which a name with a dot in it can't be: the dot would be its end. */
    String plain() {
        return owner.contains(".") ? quoted() : root + '.' + owner + '.' + key;
    }
}
