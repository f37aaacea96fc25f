package io.quarkiverse.tailsrv.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FeatureIT extends FeatureTest {
}
