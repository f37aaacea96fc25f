package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Clients that start at many places while their file grows by appends of any size. All get the same bytes.
 */
public final class GrowingCrowd {

    private final Random random = new Random(1);
    private final Map<Integer, Future<String>> received = new LinkedHashMap<>();
    private final GrowingFile file;
    private final int start;
    private final int growth;

    /**
     * @param start how long the file is
     * @param growth how much it will grow
     */
    public GrowingCrowd(GrowingFile file, int start, int growth) {
        this.file = file;
        this.start = start;
        this.growth = growth;
    }

    /** @param clients makes each of them connect in a way of its own */
    public void connect(int count, int port, Function<Random, Connecting> clients) throws Exception {
        for (int i = 0; i < count; i++) {
            int position = random.nextInt(start + growth / 2);
            TestClient client = clients.apply(random).at(port, position);
            received.put(position, client.hashAsync(start + growth - position));
        }
    }

    public void grow() throws Exception {
        int left = growth;
        for (int i = 0; left > 0; i++) {
            int length = Math.min(left, 1 + random.nextInt(1 << random.nextInt(1, 18)));
            file.append(GrowingFile.noise(i, length));
            left -= length;
        }
    }

    public void assertAllHaveEqualBytes() throws Exception {
        for (Map.Entry<Integer, Future<String>> each : received.entrySet()) {
            assertThat(each.getValue().get()).as("from %d on", each.getKey()).isEqualTo(file.hashFrom(each.getKey()));
        }
    }
}
