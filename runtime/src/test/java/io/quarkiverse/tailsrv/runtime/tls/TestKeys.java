package io.quarkiverse.tailsrv.runtime.tls;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.net.ssl.KeyManagerFactory;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;

/**
 * A key and its certificate, of which the test knows when they are read.
 */
public final class TestKeys implements KeyCertOptions {

    private final KeyCertOptions keys;
    private final int which;
    private final Runnable action;
    private final AtomicInteger readings = new AtomicInteger();

    /**
     * @param action run as they are read for the so manieth time
     */
    public TestKeys(KeyCertOptions keys, int which, Runnable action) {
        this.keys = keys;
        this.which = which;
        this.action = action;
    }

    /** How often they have been read. */
    public int readings() {
        return readings.get();
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
        if (readings.incrementAndGet() == which) {
            action.run();
        }
        return keys.getKeyManagerFactory(vertx);
    }

    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) throws Exception {
        return keys.keyManagerFactoryMapper(vertx);
    }

    @Override
    public KeyCertOptions copy() {
        return this;
    }
}
