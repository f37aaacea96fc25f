package io.quarkiverse.tailsrv.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import io.netty.channel.Channel;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * Who may import whom, as the rooms' {@code package-info} say it.
 */
class HouseTest {

    private static final String RUNTIME = "io.quarkiverse.tailsrv.runtime";
    private static final String[] OPTIONAL = { RUNTIME + ".health..", RUNTIME + ".metrics..", RUNTIME + ".devui..",
            RUNTIME + ".messaging.." };

    private static JavaClasses house;

    @BeforeAll
    static void enter() {
        house = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.quarkiverse.tailsrv");
    }

    @Test
    void arrowsRunOneWay() {
        slices().matching(RUNTIME + ".(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    void eachRoomImportsWhomItSays() {
        LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(RUNTIME + "..");
        for (String room : new String[] { "thread", "config", "property", "options", "file", "cache", "selection", "directory",
                "follower",
                "watch", "transfer", "report", "header", "socket", "tls", "admission", "port", "input", "connection",
                "server", "lines",
                "resume",
                "client", "mirror", "injection" }) {
            rooms = rooms.layer(room).definedBy(RUNTIME + '.' + room);
        }
        rooms.layer("glue").definedBy(RUNTIME)
                .optionalLayer("optional").definedBy(OPTIONAL)
                .whereLayer("config").mayNotAccessAnyLayer()
                .whereLayer("thread").mayNotAccessAnyLayer()
                .whereLayer("file").mayOnlyAccessLayers("thread")
                .whereLayer("socket").mayNotAccessAnyLayer()
                .whereLayer("cache").mayNotAccessAnyLayer()
                .whereLayer("cache").mayOnlyBeAccessedByLayers("transfer")
                .whereLayer("property").mayOnlyAccessLayers("config")
                .whereLayer("options").mayOnlyAccessLayers("config", "property", "selection", "lines", "thread")
                .whereLayer("selection").mayOnlyAccessLayers("file", "thread")
                .whereLayer("directory").mayOnlyAccessLayers("selection", "file", "thread")
                .whereLayer("directory").mayOnlyBeAccessedByLayers("watch")
                .whereLayer("follower").mayOnlyAccessLayers("selection", "file", "thread")
                .whereLayer("watch").mayOnlyAccessLayers("directory", "follower", "selection", "file", "thread")
                .whereLayer("transfer").mayOnlyAccessLayers("cache", "follower", "file", "thread")
                .whereLayer("report").mayOnlyAccessLayers("follower", "transfer", "thread")
                .whereLayer("header").mayNotAccessAnyLayer()
                .whereLayer("tls").mayOnlyAccessLayers("options", "report", "socket")
                .whereLayer("admission").mayOnlyAccessLayers("options", "report", "thread")
                .whereLayer("port").mayOnlyAccessLayers("admission", "options", "report", "socket", "tls", "thread")
                .whereLayer("input").mayOnlyAccessLayers("socket")
                .whereLayer("input").mayOnlyBeAccessedByLayers("connection")
                .whereLayer("connection").mayOnlyAccessLayers("config", "options", "report", "header", "input", "socket",
                        "transfer", "follower", "thread")
                .whereLayer("server").mayOnlyBeAccessedByLayers("glue", "optional")
                .whereLayer("lines").mayNotAccessAnyLayer()
                .whereLayer("resume").mayOnlyAccessLayers("socket")
                .whereLayer("client").mayOnlyAccessLayers("lines", "resume", "thread")
                .whereLayer("mirror").mayOnlyAccessLayers("thread")
                .whereLayer("injection").mayOnlyAccessLayers("config", "options", "property", "mirror")
                .whereLayer("injection").mayOnlyBeAccessedByLayers("glue", "optional")
                .whereLayer("client").mayOnlyBeAccessedByLayers("glue", "optional")
                .whereLayer("glue").mayNotBeAccessedByAnyLayer()
                .whereLayer("optional").mayNotBeAccessedByAnyLayer()
                .check(house);
    }

    @Test
    void thePublicApiImportsNobody() {
        noClasses().that().resideOutsideOfPackage(RUNTIME + "..").should().dependOnClassesThat()
                .resideInAPackage(RUNTIME + "..").check(house);
    }

    @Test
    void nobodyNeedsWhatAnApplicationMayLack() {
        noClasses().that().resideOutsideOfPackages(OPTIONAL).should().dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "org.eclipse.microprofile.health..",
                        "org.eclipse.microprofile.reactive..", "io.smallrye.reactive.messaging..", "org.apache.kafka..")
                .check(house);
    }

    /** An application may have Reactive Messaging without Kafka. */
    @Test
    void onlyOneRoomNeedsKafka() {
        noClasses().that().resideOutsideOfPackage(RUNTIME + ".messaging.kafka").should().dependOnClassesThat()
                .resideInAnyPackage("io.smallrye.reactive.messaging.kafka..", "org.apache.kafka..").check(house);
        noClasses().that().resideOutsideOfPackage(RUNTIME + ".messaging.kafka").should().dependOnClassesThat()
                .resideInAPackage(RUNTIME + ".messaging.kafka").check(house);
    }

    @Test
    void aLineKnowsNothingOfItsConnector() {
        noClasses().that().resideInAPackage(RUNTIME + ".messaging.line").should().dependOnClassesThat()
                .resideInAPackage(RUNTIME + ".messaging").check(house);
        noClasses().that().resideInAPackage(RUNTIME + ".messaging.position").should().dependOnClassesThat()
                .resideInAnyPackage(RUNTIME + ".messaging", RUNTIME + ".messaging.line").check(house);
    }

    @Test
    void internalsOfOthersStandAlone() {
        noClasses().that().doNotHaveSimpleName("PortInstance").and().doNotHaveSimpleName("Link").should()
                .dependOnClassesThat(resideInAPackage("io.vertx..impl.."))
                .check(house);
        classes().that().haveSimpleName("PortInstance").or().haveSimpleName("Link").should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.vertx..impl..")).or(type(NetSocketInternal.class)))
                .check(house);
        noClasses().that().doNotHaveSimpleName("NettyPlatform").should()
                .dependOnClassesThat(resideInAPackage("io.netty..internal..")).check(house);
    }

    /** A clock that jumps changes nothing but what is told of when a client came. */
    @Test
    void nobodyGoesByTheClock() {
        noClasses().that().doNotHaveSimpleName("ConnectionAccount").should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Instant.class, "now").check(house);
    }

    /** Where the locale has other digits, Arabic ones for example, JBoss Logging prints them for {@code %d}. */
    @Test
    void numbersInTheLogCanBeCopied() throws IOException {
        Pattern localized = Pattern.compile("(?<![\\w.])LOG\\s*\\.\\w+f\\([^;]*%[-+ 0,(.0-9]*[dxoefg]");
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String code = Files.readString(source);
                if (!code.contains("AsyncLog LOG")) { // it takes no locale
                    assertThat(code).as(source.toString()).doesNotContainPattern(localized);
                }
            }
        }
    }

    @Test
    void nobodyIsAChannelOfNetty() {
        noClasses().should().beAssignableTo(Channel.class).check(house);
    }
}
