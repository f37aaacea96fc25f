package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.netty.handler.logging.LoggingHandler;
import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.net.NetServerOptions;

/**
 * An application sets what there is no property for, here that all that comes and goes is logged, for the server that it
 * names and for no other.
 */
class CustomizedOptionsTest {

    private static final GrowingFile FILE = GrowingFile.of(CustomizedOptionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.netty.handler.logging\".level", "DEBUG")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .setLogRecordPredicate(record -> record.getLoggerName().equals(LoggingHandler.class.getName()))
            .assertLogRecords(CustomizedOptionsTest::assertLogged);

    @Inject
    TailServer unnamed;

    @Inject
    @TailServerName("audit")
    TailServer audit;

    @Inject
    Unnamed customizer;

    @Singleton
    public static class Unnamed implements NetServerOptionsCustomizer {

        private NetServerOptions seen;

        @Override
        public void customize(NetServerOptions options) {
            assertThat(seen).as("asked once each time that it is opened").isNull();
            seen = new NetServerOptions(options);
        }
    }

    @Singleton
    @TailServerName("audit")
    public static class Audit implements NetServerOptionsCustomizer {

        @Override
        public void customize(NetServerOptions options) {
            options.setLogActivity(true);
        }
    }

    @Test
    void areAsTheApplicationWants() throws IOException {
        assertThat(customizer.seen.getHost()).isEqualTo("localhost");
        assertThat(customizer.seen.isTcpKeepAlive()).isTrue();
        assertServed(unnamed, "0\n");
        assertServed(audit, "000\n");
    }

    private static void assertServed(TailServer server, String header) throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(header)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    private static void assertLogged(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.ALL)).anyMatch(message -> message.contains("READ: 4B"))
                .noneMatch(message -> message.contains("READ: 2B"));
    }
}
