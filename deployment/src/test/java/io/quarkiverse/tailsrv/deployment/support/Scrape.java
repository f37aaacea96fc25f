package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus gets to see of the servers at one moment, from this extension and from Vert.x.
 */
public record Scrape(List<Sample> samples, String text) {

    private static final Pattern LINE = Pattern.compile("((?:tailsrv|tcp)_[a-z_]+)\\{(.*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    public record Sample(String name, Map<String, String> labels, double value) {
    }

    public static Scrape of(URL metrics) {
        Answer answer = Answer.from(metrics);
        assertThat(answer.status()).isEqualTo(200);
        return new Scrape(answer.body().lines().map(LINE::matcher).filter(Matcher::matches).map(Scrape::sample).toList(),
                answer.body());
    }

    private static Sample sample(Matcher line) {
        Map<String, String> labels = new TreeMap<>(LABEL.matcher(line.group(2)).results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))));
        return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
    }

    public List<Sample> samples(String name) {
        return samples.stream().filter(sample -> sample.name.equals(name)).toList();
    }

    public Stream<String> names() {
        return samples.stream().map(Sample::name).distinct();
    }

    public double value(String name, String server) {
        return value(name, Map.of("server", server));
    }

    public double value(String name, String server, String label, String value) {
        return value(name, Map.of("server", server, label, value));
    }

    /** Of a metric that there is once, whatever its labels are. */
    public double onlyValue(String name) {
        List<Sample> found = samples(name);
        assertThat(found).as(text).hasSize(1);
        return found.get(0).value;
    }

    private double value(String name, Map<String, String> labels) {
        return samples.stream().filter(sample -> sample.name.equals(name) && sample.labels.equals(labels)).findFirst()
                .orElseThrow(() -> new AssertionError(name + labels + " is not in" + System.lineSeparator() + text)).value;
    }
}
