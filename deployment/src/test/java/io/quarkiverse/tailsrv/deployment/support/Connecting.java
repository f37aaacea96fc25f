package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;

/**
 * How clients connect: with TLS or without.
 */
@FunctionalInterface
public interface Connecting {

    /**
     * @param receiveBuffer how much the system takes in for a client that does not read; 0: as it likes
     */
    TestClient connect(int port, int receiveBuffer) throws IOException;

    /** A client that has asked for an offset. */
    default TestClient at(int port, long offset) throws IOException {
        return connect(port, 0).send(offset + "\n");
    }
}
