package io.quarkiverse.tailsrv.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

class AsyncLogTest {

    private static final int MORE_THAN_MAY_WAIT = 1500;

    private final AsyncLog log = AsyncLog.of(AsyncLogTest.class);

    @Test
    void nobodyWaitsForALogThatBlocks() {
        try (BlockedLog blocked = new BlockedLog(AsyncLogTest.class)) {
            for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
                log.infof("line %d", i);
            }
            blocked.awaitWriter();
            blocked.unblock();
            await().until(() -> blocked.lines().size() == 1001);
            assertThat(blocked.lines()).startsWith("line 0").endsWith("line 999", "The log was blocked: "
                    + (MORE_THAN_MAY_WAIT - 1000) + " lines of this extension are missing here");
        }
    }

    @Test
    void goesOnAfterALineForWhichThereIsNoMemory() {
        AtomicBoolean full = new AtomicBoolean(true);
        Handler handler = new Handler() {

            @Override
            public void publish(LogRecord logged) {
                if (full.getAndSet(false)) {
                    throw new OutOfMemoryError("A test");
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger(AsyncLogTest.class.getPackageName());
        logger.addHandler(handler);
        try (BlockedLog open = new BlockedLog(AsyncLogTest.class)) {
            open.unblock();
            log.infof("lost");
            await().untilFalse(full);
            AsyncLog.flush();
            log.infof("the next one");
            await().untilAsserted(() -> assertThat(open.lines()).contains("the next one"));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void aLineStaysOneLine() {
        try (BlockedLog open = new BlockedLog(AsyncLogTest.class)) {
            open.unblock();
            log.infof("Tailing %s on localhost:4321", "/var/log/app.log\r");
            await().untilAsserted(() -> assertThat(open.lines())
                    .containsExactly("Tailing /var/log/app.log\\u000d on localhost:4321"));
        }
    }

    @Test
    void numbersCanBeCopiedInAnyLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (BlockedLog open = new BlockedLog(AsyncLogTest.class)) {
            open.unblock();
            log.infof("port %d", 4321);
            await().untilAsserted(() -> assertThat(open.lines()).containsExactly("port 4321"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
