package io.quarkiverse.tailsrv.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.it.bench.figures.Figure;
import io.quarkiverse.tailsrv.it.bench.process.Contender;

class CsvTest {

    @TempDir
    private Path directory;

    @Test
    void hasEachValue() throws IOException {
        Results results = new Results();
        Contender app = Contender.of("app", List.of("java"));
        results.of(TestScenario.TAIL, app).put(Figure.CPU_SHARE, 12.5);
        results.of(TestScenario.TAIL, app).put(Figure.CPU_SHARE, 1e7);
        results.of(TestScenario.TAIL, app).put(Figure.MEDIAN, 3, 90);
        Csv.write(results, Map.of("machine", "2 cores (\"fast\")"), directory);
        assertThat(directory.resolve("figures.csv")).hasContent("""
                group,work,clients,second,figure,server,value
                tail,"tail, 1,000 clients",1000,0,"CPU, % of a core",app,12.5
                tail,"tail, 1,000 clients",1000,0,"CPU, % of a core",app,1.0E7
                tail,"tail, 1,000 clients",1000,3,"p50, µs",app,90.0
                """);
        assertThat(directory.resolve("about.csv")).hasContent("""
                name,value
                machine,"2 cores (""fast"")"
                """);
    }
}
