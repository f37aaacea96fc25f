package io.quarkiverse.tailsrv.it.codestart;

import static io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language.JAVA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.maven.model.Dependency;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.bootstrap.resolver.maven.BootstrapMavenException;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;
import io.quarkus.bootstrap.resolver.maven.workspace.ModelUtils;
import io.quarkus.devtools.project.QuarkusProjectHelper;
import io.quarkus.devtools.testing.SnapshotTesting;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;

/**
 * What {@code quarkus create app} makes of this extension. Its code is compiled and its own test is run later in this
 * module's build, which finds it in {@link #APP}.
 */
class CodestartTest {

    private static final Path APP = Path.of("target/generated");
    private static final Path CONFIGURATION = Path.of("src/main/resources/application.properties");

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder()
            .languages(JAVA)
            .packageName("org.example.first")
            .setupStandaloneExtensionTest("io.quarkiverse.tailsrv:quarkus-tailsrv")
            .build();

    @BeforeAll
    static void generate() throws IOException, BootstrapMavenException {
        // The generator's own resolver looks for the extension in repositories only, where it need not be
        QuarkusProjectHelper.setArtifactResolver(MavenArtifactResolver.builder().setWorkspaceDiscovery(true).build());
        SnapshotTesting.deleteTestDirectory(APP.toFile());
        Files.move(CODESTART.getProjectWithRealDataDir(JAVA), APP);
    }

    @Test
    void servesItsOwnLog() throws IOException {
        assertThat(Files.readAllLines(APP.resolve(CONFIGURATION)))
                .containsExactlyInAnyOrder("quarkus.log.file.enabled=true", "quarkus.log.file.path=app.log",
                        "quarkus.tailsrv.file=${quarkus.log.file.path}", "quarkus.tailsrv.host=localhost",
                        "%test.quarkus.log.file.path=app-test.log");
    }

    @Test
    void isConfiguredAsTheApplicationOnNewerQuarkus() throws IOException {
        List<String> newer = Files.readAllLines(Path.of("../newer-quarkus").resolve(CONFIGURATION)).stream()
                .filter(line -> !line.startsWith("#")).map(line -> line.replace("=target/", "=")).toList();
        assertThat(newer).as("all but where the log is")
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(APP.resolve(CONFIGURATION)));
    }

    @Test
    void keepsItsLogOutOfGit() {
        assertThat(APP.resolve(".gitignore")).content().containsOnlyOnce("\n/app*.log*\n");
    }

    @Test
    void saysHowToReadIt() {
        assertThat(APP.resolve("README.md")).content().containsOnlyOnce("### Tailsrv\n")
                .containsOnlyOnce("echo 0 | nc localhost 4321\n");
    }

    @Test
    void hasCodeInThePackageOfTheUser() {
        assertThat(APP.resolve("src/main/java/org/example/first/Heartbeat.java")).content()
                .startsWith("package org.example.first;\n");
        assertThat(APP.resolve("src/test/java/org/example/first/HeartbeatTest.java")).content()
                .startsWith("package org.example.first;\n");
    }

    @Test
    void needsNothingButWhatThisModuleHas() throws IOException {
        assertThat(ModelUtils.readModel(APP.resolve("pom.xml")).getDependencies()).extracting(Dependency::getArtifactId)
                .containsExactlyInAnyOrder("quarkus-arc", "quarkus-tailsrv", "quarkus-junit");
    }
}
