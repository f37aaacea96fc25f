#!/usr/bin/env bash
# Micrometer 1.16.3 with Prometheus' client 1.x: a gauge whose name is that of a timer or summary and ".max" makes each scrape
# fail, of all meters; and a gauge "x.created" takes the place of the gauge "x", without a word.
#
# For a timer or summary "x" Micrometer makes a gauge "x_max" besides. A meter "x.max" of somebody else is not compared with
# that when it is registered, not even with throwExceptionOnRegistrationFailure(); Prometheus' client finds two of a name when
# it is scraped, and throws. From then on none of the application's figures is seen. The endings _created, _total, _bucket and
# _info have a meaning of their own for Prometheus, and client 1.x cuts them off, for gauges too. What has the same name then
# is one meter: the last one is shown. All these meters are valid by themselves, and may come from two libraries that know
# nothing of each other. Quarkus 3.33.2 still has the older client (micrometer-registry-prometheus-simpleclient). There the
# gauge "x.max" is refused by an exception in whatever registers it, which may be the application's start, and "x.created" is
# a meter of its own. So both come with the newer client only, and tests with the older one do not find them.
#
# Needs JDK 17 or newer and Maven. Takes 10 seconds once Maven has what it needs. Seen with prometheus-metrics-core 1.4.3,
# simpleclient 0.16.0 and JDK 17.
# What we do: no meter of ours is a timer or summary "x" where another one is "x.max", and no gauge's name has one of the
# endings.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>findings</groupId>
    <artifactId>micrometer-prometheus-names</artifactId>
    <version>1</version>
    <dependencies>
        <dependency>
            <groupId>io.micrometer</groupId>
            <artifactId>micrometer-registry-prometheus</artifactId>
            <version>1.16.3</version>
        </dependency>
        <dependency>
            <groupId>io.micrometer</groupId>
            <artifactId>micrometer-registry-prometheus-simpleclient</artifactId>
            <version>1.16.3</version>
        </dependency>
    </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }

cat > Names.java <<'JAVA'
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

class Names {

    public static void main(String[] args) {
        System.out.println("client 1.x");
        show(new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
                io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure(), r -> r.scrape());
        show(new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
                io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure(), r -> r.scrape(), 7);
        System.out.println("simpleclient");
        show(new io.micrometer.prometheus.PrometheusMeterRegistry(
                io.micrometer.prometheus.PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure(), r -> r.scrape());
        show(new io.micrometer.prometheus.PrometheusMeterRegistry(
                io.micrometer.prometheus.PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure(), r -> r.scrape(), 7);
    }

    private static <R extends MeterRegistry> void show(R registry, Function<R, String> scrape) {
        Counter.builder("requests").register(registry).increment();
        DistributionSummary.builder("queue").register(registry).record(1);
        scrape("a counter and a summary", registry, scrape);
        try {
            gauge(registry, "queue.max", 100);
        } catch (IllegalArgumentException e) {
            System.out.println("queue.max is refused: " + e.getMessage());
        }
        scrape("and a gauge queue.max", registry, scrape);
    }

    private static <R extends MeterRegistry> void show(R registry, Function<R, String> scrape, int files) {
        gauge(registry, "files", files);
        scrape("a gauge files", registry, scrape);
        gauge(registry, "files.created", 3);
        scrape("and a gauge files.created", registry, scrape);
    }

    private static void gauge(MeterRegistry registry, String name, int value) {
        Gauge.builder(name, () -> value).register(registry);
    }

    private static <R extends MeterRegistry> void scrape(String what, R registry, Function<R, String> scrape) {
        System.out.println("  " + what + ":");
        try {
            scrape.apply(registry).lines().filter(line -> !line.startsWith("#")).sorted()
                    .forEach(line -> System.out.println("    " + line));
        } catch (IllegalStateException e) {
            System.out.println("    " + e);
        }
    }
}
JAVA
java -cp 'lib/*' Names.java 2> java.log | tee seen || { cat java.log; exit 1; }
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
client 1.x
  a counter and a summary:
    queue_count 1
    queue_max 1.0
    queue_sum 1.0
    requests_total 1.0
  and a gauge queue.max:
    java.lang.IllegalStateException: queue_max: duplicate metric name.
  a gauge files:
    files 7.0
  and a gauge files.created:
    files 3.0
simpleclient
  a counter and a summary:
    queue_count 1.0
    queue_max 1.0
    queue_sum 1.0
    requests_total 1.0
queue.max is refused: Failed to register Collector of type MicrometerCollector: queue_max is already in use by another Collector of type MicrometerCollector
  and a gauge queue.max:
    queue_count 1.0
    queue_max 1.0
    queue_sum 1.0
    requests_total 1.0
  a gauge files:
    files 7.0
  and a gauge files.created:
    files 7.0
    files_created 3.0
SEEN
