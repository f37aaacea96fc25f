package io.quarkiverse.tailsrv.deployment.examples;

// tag::shared-port[]
import jakarta.inject.Singleton;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.vertx.core.net.NetServerOptions;

@Singleton
public class SharedPort implements NetServerOptionsCustomizer {

    @Override
    public void customize(NetServerOptions options) {
        options.setReusePort(true);
    }
}
// end::shared-port[]
