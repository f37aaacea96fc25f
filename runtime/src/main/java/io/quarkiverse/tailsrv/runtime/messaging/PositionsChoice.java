package io.quarkiverse.tailsrv.runtime.messaging;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.messaging.TailPositionStore;
import io.quarkiverse.tailsrv.runtime.messaging.position.KeptPositions;
import io.quarkiverse.tailsrv.runtime.messaging.position.PositionFile;
import io.quarkiverse.tailsrv.runtime.messaging.position.PositionOwners;
import io.quarkiverse.tailsrv.runtime.messaging.position.Positions;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Where a channel's position is kept, as {@code position-store} says: in a file, nowhere, with a factory of that name, or in a
 * store of that name that the application has.
 */
@Singleton
public class PositionsChoice {

    private final Instance<TailPositionStore> stores;
    private final Instance<PositionsFactory> factories;
    private final PositionOwners owners = new PositionOwners();

    @Inject
    PositionsChoice(@Any Instance<TailPositionStore> stores, @Any Instance<PositionsFactory> factories) {
        this.stores = stores;
        this.factories = factories;
    }

    /**
     * @param source the name under which the position is kept
     * @throws IllegalArgumentException if an attribute is wrong
     */
    Positions positions(TailsrvConnectorIncomingConfiguration attributes, String source) {
        String name = attributes.getPositionStore().orElse(attributes.getPositionFile().isPresent() ? "file" : "none");
        if (attributes.getPositionFile().isPresent() && !name.equals("file")) {
            throw Attributes.invalid(attributes.getChannel(), "position-store", name,
                    "has no file; set it to file, or leave position-file out");
        }
        return switch (name) {
            case "none" -> Positions.NONE;
            case "file" -> kept(attributes, source, file(attributes));
            default -> named(attributes, source, name);
        };
    }

    private Positions named(TailsrvConnectorIncomingConfiguration attributes, String source, String name) {
        Instance<PositionsFactory> factory = factories.select(Identifier.Literal.of(name));
        if (factory.isResolvable()) {
            return factory.get().create(attributes, source);
        }
        Instance<TailPositionStore> store = stores.select(Identifier.Literal.of(name));
        if (store.isResolvable()) {
            claim(attributes, List.of(name, source), "source", source);
            return kept(attributes, source, store.get());
        }
        throw Attributes.invalid(attributes.getChannel(), "position-store", name, name.equals("kafka")
                ? "needs the extension quarkus-messaging-kafka; add it, or set file or none"
                : "is none of file, kafka and none, and there is not exactly one bean of TailPositionStore with this identifier");
    }

    /** To a store of one's own, only the source tells two channels apart. */
    private void claim(TailsrvConnectorIncomingConfiguration attributes, Object place, String attribute, String value) {
        owners.claim(place, Attributes.property(attributes.getChannel(), attribute)).ifPresent(other -> {
            throw Attributes.invalid(attributes.getChannel(), attribute, value, Attributes.alsoOf(other));
        });
    }

    private TailPositionStore file(TailsrvConnectorIncomingConfiguration attributes) {
        String path = attributes.getPositionFile().orElseThrow(
                () -> Attributes.missing(attributes.getChannel(), "position-file", "set the file that keeps the position"));
        PositionFile file = positionFile(attributes.getChannel(), path);
        claim(attributes, file.place(), "position-file", path);
        return file;
    }

    private static PositionFile positionFile(String channel, String path) {
        try {
            return new PositionFile(Path.of(path));
        } catch (InvalidPathException e) {
            throw Attributes.invalid(channel, "position-file", path, "is no path: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw Attributes.invalid(channel, "position-file", path, e.getMessage());
        }
    }

    private static Positions kept(TailsrvConnectorIncomingConfiguration attributes, String source, TailPositionStore store) {
        Duration interval = attributes.getCommitInterval().orElse(Duration.ofSeconds(1));
        if (interval.isNegative() || interval.isZero()) {
            throw Attributes.invalid(attributes.getChannel(), "commit-interval", interval,
                    "is out of range; set more than zero");
        }
        return new KeptPositions(source, store, interval, Infrastructure.getDefaultWorkerPool());
    }
}
