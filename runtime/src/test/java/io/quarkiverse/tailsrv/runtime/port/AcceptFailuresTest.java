package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;

class AcceptFailuresTest extends Handler {

    private final Logger logger = Logger.getLogger(AcceptFailures.class.getPackageName());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        logger.addHandler(this);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(this);
    }

    @Test
    void saysItOnceAndPassesNothingOn() {
        EmbeddedChannel channel = new EmbeddedChannel(new AcceptFailures("quarkus.tailsrv.port: 4321"));
        for (int i = 0; i < 3; i++) {
            channel.pipeline().fireExceptionCaught(new IOException("Too many open files"));
        }
        assertThatCode(channel::checkException).doesNotThrowAnyException();
        await().until(() -> !lines.isEmpty());
        AsyncLog.flush();
        assertThat(lines).singleElement().asString().startsWith("quarkus.tailsrv.port: 4321: no connection can be accepted")
                .contains("Too many open files").contains("ulimit -n");
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(new java.util.logging.SimpleFormatter().formatMessage(logged));
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
