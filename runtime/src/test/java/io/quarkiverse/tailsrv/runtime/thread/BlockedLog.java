package io.quarkiverse.tailsrv.runtime.thread;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * A log that blocks whoever writes to it, as a console does that nobody reads, until it is closed.
 */
public final class BlockedLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final CountDownLatch unblocked = new CountDownLatch(1);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean blocks;

    public BlockedLog(Class<?> user) {
        logger = Logger.getLogger(user.getPackageName());
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        blocks = true;
        try {
            unblocked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        lines.add(new SimpleFormatter().formatMessage(logged));
    }

    public void awaitWriter() {
        await().until(() -> blocks);
    }

    public void unblock() {
        unblocked.countDown();
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        unblock();
        logger.removeHandler(this);
    }
}
