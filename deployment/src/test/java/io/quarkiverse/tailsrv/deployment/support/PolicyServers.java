package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.util.List;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with a server for each rotation policy that does not end the application, named after it, with a file of that
 * name beside the test's own.
 */
public final class PolicyServers {

    public static final List<String> POLICIES = List.of("close", "follow", "linger");

    /** What a test does to a file. */
    public interface Change {

        void make() throws IOException;
    }

    private PolicyServers() {
    }

    public static QuarkusUnitTest app(GrowingFile file) {
        QuarkusUnitTest app = Apps.plain().setBeforeAllCustomizer(() -> file.create(""));
        for (String policy : POLICIES) {
            String server = "quarkus.tailsrv.\"" + policy + "\".";
            app.overrideRuntimeConfigKey(server + "file", file.sibling(policy).path().toString())
                    .overrideRuntimeConfigKey(server + "port", "0")
                    .overrideRuntimeConfigKey(server + "on-rotation", policy);
        }
        return app;
    }

    /** Stops the server, makes the change, and starts it, on a port that may be another one. */
    public static void restart(TailServer server, Change change) throws Exception {
        server.stop().toCompletableFuture().get();
        change.make();
        server.start().toCompletableFuture().get();
    }
}
