package io.quarkiverse.tailsrv.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void ordersNamesAsTheirWritersMeanThem() {
        assertOrdered("app.log", "app1.log", "app2.log", "app9.log", "app10.log", "app100.log");
        assertOrdered("app.log", "app.log.1", "app.log.2", "app.log.10");
        assertOrdered("app-2026-11-28.9.log", "app-2026-11-28.10.log", "app-2026-11-29.0.log");
        assertOrdered("access.1795910400", "access.1795910460", "access.11795910400");
        assertOrdered("a007", "a07", "a7", "a8"); // never equal
        assertOrdered("n99999999999999999998", "n99999999999999999999", "n100000000000000000000");
        assertOrdered("", "0", "1", "a");
    }

    private static void assertOrdered(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(NaturalOrder.INSTANCE);
        assertThat(shuffled).containsExactly(names);
    }
}
