package io.quarkiverse.tailsrv.runtime.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.SmallRyeConfig;

/**
 * What becomes of servers' names in environment variables, which have no dashes, and in properties with and without quotes.
 */
class NamedServersTest {

    private static final String DEFAULT = TailsrvConfig.DEFAULT_NAME;

    @Test
    void aVariableAloneMakesANameWithDots() {
        Map<String, ServerConfig> servers = servers(Map.of("QUARKUS_TAILSRV__MY_LOG__FILE", "my.log"), Map.of());
        assertThat(servers).containsOnlyKeys(DEFAULT, "my.log");
        assertThat(servers.get("my.log").file()).contains("my.log");
    }

    @Test
    void aVariableIsForTheServerThatThereIs() {
        for (String name : List.of("my-log", "my_log", "My-Log")) {
            Map<String, ServerConfig> servers = servers(Map.of("QUARKUS_TAILSRV__MY_LOG__FILE", "my.log"),
                    Map.of("quarkus.tailsrv.\"" + name + "\".port", "5000"));
            assertThat(servers).containsOnlyKeys(DEFAULT, name);
            assertThat(servers.get(name).file()).contains("my.log");
            assertThat(servers.get(name).port()).isEqualTo(5000);
        }
    }

    @Test
    void aVariableThatOverridesAPropertyDoesNotHideTheServer() {
        Map<String, ServerConfig> servers = servers(
                Map.of("QUARKUS_TAILSRV__MY_LOG__FILE", "env.log", "QUARKUS_TAILSRV__MY_LOG__PORT", "5000"),
                Map.of("quarkus.tailsrv.\"my-log\".file", "my.log"));
        assertThat(servers).containsOnlyKeys(DEFAULT, "my-log");
        assertThat(servers.get("my-log").file()).contains("env.log");
        assertThat(servers.get("my-log").port()).isEqualTo(5000);
    }

    @Test
    void aVariableIsForTheServerThatCodeKnows() {
        Map<String, ServerConfig> servers = servers(Map.of("QUARKUS_TAILSRV__MY_LOG__PORT", "5000"), Map.of(), "my-log");
        assertThat(servers).containsOnlyKeys(DEFAULT, "my-log");
        assertThat(servers.get("my-log").port()).isEqualTo(5000);
    }

    @Test
    void twoServersThatAreBothSetElsewhereStayTwo() {
        Map<String, String> both = Map.of("quarkus.tailsrv.\"my-log\".file", "a.log", "quarkus.tailsrv.\"my.log\".file",
                "b.log");
        assertThat(servers(Map.of(), both)).containsOnlyKeys(DEFAULT, "my-log", "my.log");
        assertThat(servers(Map.of("QUARKUS_TAILSRV__MY_LOG__PORT", "5000"), both))
                .containsOnlyKeys(DEFAULT, "my-log", "my.log");
    }

    @Test
    void quotesMakeNoDifference() {
        assertAudit(Map.of(), Map.of("quarkus.tailsrv.\"audit\".file", "audit.log", "quarkus.tailsrv.audit.port", "5000"));
        assertAudit(Map.of("QUARKUS_TAILSRV_AUDIT_PORT", "5000"), Map.of("quarkus.tailsrv.\"audit\".file", "audit.log"));
        assertAudit(Map.of("QUARKUS_TAILSRV__AUDIT__PORT", "5000"), Map.of("quarkus.tailsrv.audit.file", "audit.log"));
        assertAudit(Map.of("QUARKUS_TAILSRV__AUDIT__PORT", "5000"),
                Map.of("quarkus.tailsrv.audit.file", "audit.log", "quarkus.tailsrv.audit.port", "4999"));
        assertAudit(Map.of("QUARKUS_TAILSRV_AUDIT_PORT", "5000"),
                Map.of("quarkus.tailsrv.audit.file", "audit.log", "quarkus.tailsrv.\"audit\".port", "4999"));
        assertThat(servers(Map.of("QUARKUS_TAILSRV_MY_LOG_PORT", "5000"),
                Map.of("quarkus.tailsrv.\"my-log\".file", "my.log")).get("my-log").port()).isEqualTo(5000);
        assertThat(servers(Map.of("QUARKUS_TAILSRV__MY_LOG__PORT", "5000"),
                Map.of("quarkus.tailsrv.my-log.file", "my.log")).get("my-log").port()).isEqualTo(5000);
    }

    private static void assertAudit(Map<String, String> environment, Map<String, String> properties) {
        Map<String, ServerConfig> servers = servers(environment, properties);
        assertThat(servers).containsOnlyKeys(DEFAULT, "audit");
        assertThat(servers.get("audit").file()).contains("audit.log");
        assertThat(servers.get("audit").port()).isEqualTo(5000);
    }

    @Test
    void aNameThatCannotBeUsedIsNotLost() {
        for (String name : TailsrvConfig.RESERVED_NAMES) {
            assertThat(servers(Map.of(), Map.of("quarkus.tailsrv.\"" + name + "\".file", "app.log",
                    "quarkus.tailsrv." + name + ".enabled", "true"))).containsOnlyKeys(DEFAULT, name);
        }
        assertThat(servers(Map.of(), Map.of("quarkus.tailsrv.health.enabled", "true", "quarkus.tailsrv.health.missing-file",
                "down"))).containsOnlyKeys(DEFAULT);
    }

    @Test
    void norIsItWithoutAFile() {
        for (String name : TailsrvConfig.RESERVED_NAMES) {
            for (String group : List.of("enabled", "missing-file", "unknown")) { // which the mapping may take it for
                assertThat(servers(Map.of(), Map.of("quarkus.tailsrv.\"" + name + "\".port", "5000",
                        "quarkus.tailsrv." + name + '.' + group, "up"))).containsOnlyKeys(DEFAULT, name);
            }
            assertThat(servers(Map.of("QUARKUS_TAILSRV__" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "__PORT",
                    "5000"), Map.of())).as(name).hasSize(2);
        }
    }

    @Test
    void aVariableThatNamesNoServerIsTold() {
        assertThat(warnings(Map.of("QUARKUS_TAILSRV_MY_LOG_FILE", "my.log"), Map.of())).singleElement().asString()
                .startsWith("QUARKUS_TAILSRV_MY_LOG_FILE has no effect").contains("set QUARKUS_TAILSRV__MY_LOG__FILE",
                        "\"my.log\"");
    }

    @Test
    void othersAreNot() {
        assertThat(warnings(Map.of("QUARKUS_TAILSRV_FILE", "app.log", "QUARKUS_TAILSRV_AUDIT_FILE", "audit.log",
                "QUARKUS_TAILSRV__MY_LOG__FILE", "my.log", "QUARKUS_TAILSRV_OTHER_LOG_FILE", "other.log"),
                Map.of("quarkus.tailsrv.\"other-log\".port", "5000"))).isEmpty();
        assertThat(warnings(Map.of("QUARKUS_TAILSRV_HEALTH_MISSING_FILE", "down", "QUARKUS_TAILSRV_AUDIT_HEALTH_MISSING_FILE",
                "down", "QUARKUS_TAILSRV__AUDIT__HEALTH_MISSING_FILE", "down"), Map.of())).isEmpty();
    }

    @Test
    void aNameWithUnderscoresOnOneSideIsTold() {
        String advice = " has no effect: a server's name needs two underscores on each side; set QUARKUS_TAILSRV__AUDIT__FILE"
                + " for a server \"audit\"";
        assertThat(warnings(Map.of("QUARKUS_TAILSRV__AUDIT_FILE", "audit.log"), Map.of()))
                .containsExactly("QUARKUS_TAILSRV__AUDIT_FILE" + advice);
        assertThat(warnings(Map.of("QUARKUS_TAILSRV_AUDIT__FILE", "audit.log"), Map.of()))
                .containsExactly("QUARKUS_TAILSRV_AUDIT__FILE" + advice);
    }

    /** One that stands for itself, as in a file of variables that nothing has expanded, can't be read at all. */
    @Test
    void whatIsOfOthersIsNotRead() {
        assertThat(named(TestConfig.config(Map.of("JAVA_OPTS", "${JAVA_OPTS} -Xmx1g"), Map.of("theirs", "${theirs}"))).lost())
                .isEmpty();
    }

    private static Map<String, ServerConfig> servers(Map<String, String> environment, Map<String, String> properties,
            String... fromCode) {
        return named(TestConfig.config(environment, properties), fromCode).all();
    }

    private static NamedServers named(SmallRyeConfig config, String... fromCode) {
        return new NamedServers(config, config.getConfigMapping(TailsrvConfig.class).servers(), Set.of(fromCode));
    }

    private static List<String> warnings(Map<String, String> environment, Map<String, String> properties) {
        return named(TestConfig.config(environment, properties)).unusedVariables();
    }
}
