package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.runtime.messaging.LetterLabels;
import io.quarkiverse.tailsrv.runtime.messaging.kafka.LetterHeaders;
import io.quarkus.test.QuarkusUnitTest;

/**
 * In an application that has Kafka's connector, dead letters get its headers.
 */
class KafkaLettersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging-kafka"))
            .overrideConfigKey("quarkus.kafka.devservices.enabled", "false")
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideConfigKey("mp.messaging.incoming.lines.enabled", "false");

    @Inject
    @Any
    Instance<LetterLabels> labels;

    @Test
    void haveKafkasHeaders() {
        assertThat(labels.stream()).hasExactlyElementsOfTypes(LetterHeaders.class);
    }
}
