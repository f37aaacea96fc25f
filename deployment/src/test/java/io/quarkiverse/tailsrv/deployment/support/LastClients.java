package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The clients who are there when the application ends, and what they get once it has.
 */
public final class LastClients {

    private LastClients() {
    }

    /**
     * @param length of the file
     * @param silent a client that says nothing
     */
    public static void leave(Connecting clients, int port, int length, TestClient silent) throws IOException {
        TestClient idle = clients.at(port, length - 5);
        idle.read(5);
        Handover.leave("waiting for more than there will be", clients.at(port, length + 1000).toEndAsync());
        Handover.leave("without a header", silent.toEndAsync());
        Handover.leave("at the end", idle.toEndAsync());
    }

    /** @param received what clients get who have not read all of the file yet, by what they do */
    public static void leaveBehind(Map<String, Future<String>> received) {
        Handover.leave("behind", received);
    }

    /** @param words the end of the file, written after the clients had come */
    public static void verify(GrowingFile file, String words) throws Exception {
        String all = file.hashFrom(0);
        for (Map.Entry<String, Future<String>> each : Handover.<Map<String, Future<String>>> take("behind").entrySet()) {
            assertThat(each.getValue()).as(each.getKey()).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(all);
        }
        assertThat(Handover.<Future<byte[]>> take("at the end").get()).asString().isEqualTo(words);
        assertThat(Handover.<Future<byte[]>> take("without a header").get()).isEmpty();
        assertThat(Handover.<Future<byte[]>> take("waiting for more than there will be").get()).isEmpty();
    }
}
