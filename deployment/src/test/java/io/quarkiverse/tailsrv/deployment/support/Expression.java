package io.quarkiverse.tailsrv.deployment.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An expression of Prometheus, as far as needed to find out whether it asks for what is there.
 */
public record Expression(String text) {

    private static final Pattern SELECTOR = Pattern.compile("(tailsrv_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=~?\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

    /** Each meter, each label and each alternative of a label's value must be in the scrape. */
    public void assertIsAbout(Scrape scrape) {
        List<MatchResult> selectors = SELECTOR.matcher(text).results().toList();
        assertThat(selectors).as(text).isNotEmpty().allSatisfy(selector -> {
            List<Scrape.Sample> samples = scrape.samples(selector.group(1));
            assertThat(samples).as(selector.group(1)).isNotEmpty();
            if (selector.group(2) != null) {
                LABEL.matcher(selector.group(2)).results().forEach(label -> assertHas(samples, label));
            }
            groupings().forEach(label -> assertThat(samples).as(label).allMatch(sample -> sample.labels().containsKey(label)));
        });
    }

    private static void assertHas(List<Scrape.Sample> samples, MatchResult label) {
        Stream.of(label.group(2).split("\\|")).filter(value -> !value.startsWith("$")) // Grafana replaces it
                .forEach(value -> assertThat(samples).as(label.group())
                        .anyMatch(sample -> sample.labels().getOrDefault(label.group(1), "").matches(value)));
    }

    private Stream<String> groupings() {
        return GROUPING.matcher(text).results().flatMap(found -> Stream.of(found.group(1).split(", ")))
                .filter(label -> !label.equals("instance")); // Prometheus adds it
    }
}
