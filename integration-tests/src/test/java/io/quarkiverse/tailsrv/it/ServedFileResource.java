package io.quarkiverse.tailsrv.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A file to serve, and a free port of the loopback interface to serve it on. Tests have both injected: the file into their
 * field of type {@link Path}, the address into that of type {@link InetSocketAddress}.
 */
public class ServedFileResource implements QuarkusTestResourceLifecycleManager {

    private Path file;
    private InetSocketAddress address;

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile("tailsrv", ".log");
            Files.writeString(file, "0123456789");
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.any());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.tailsrv.file", file.toString(),
                "quarkus.tailsrv.host", "localhost",
                "quarkus.tailsrv.port", String.valueOf(address.getPort()), // in an application that was started for the test
                "quarkus.tailsrv.test-port", String.valueOf(address.getPort())); // within the test
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(file, new TestInjector.MatchesType(Path.class));
        injector.injectIntoFields(address, new TestInjector.MatchesType(InetSocketAddress.class));
    }

    @Override
    public void stop() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
