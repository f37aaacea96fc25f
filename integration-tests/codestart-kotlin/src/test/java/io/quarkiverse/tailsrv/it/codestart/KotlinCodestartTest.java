package io.quarkiverse.tailsrv.it.codestart;

import static io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language.KOTLIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
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
 * What {@code quarkus create app} makes of this extension for somebody who prefers Kotlin. Its code is compiled and its own
 * test
 * is run later in this module's build, which finds it in {@link #APP}.
 */
class KotlinCodestartTest {

    private static final Path APP = Path.of("target/generated");

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder()
            .languages(KOTLIN)
            .packageName("org.example.first")
            .setupStandaloneExtensionTest("io.quarkiverse.tailsrv:quarkus-tailsrv")
            .build();

    @BeforeAll
    static void generate() throws IOException, BootstrapMavenException {
        // The generator's own resolver looks for the extension in repositories only, where it need not be
        QuarkusProjectHelper.setArtifactResolver(MavenArtifactResolver.builder().setWorkspaceDiscovery(true).build());
        SnapshotTesting.deleteTestDirectory(APP.toFile());
        Files.move(CODESTART.getProjectWithRealDataDir(KOTLIN), APP);
    }

    @Test
    void hasCodeInThePackageOfTheUser() {
        assertThat(APP.resolve("src/main/kotlin/org/example/first/Heartbeat.kt")).content()
                .startsWith("package org.example.first\n");
        assertThat(APP.resolve("src/test/kotlin/org/example/first/HeartbeatTest.kt")).content()
                .startsWith("package org.example.first\n");
    }

    @Test
    void needsNothingButWhatThisModuleHas() throws IOException {
        assertThat(pom(APP).getDependencies()).extracting(Dependency::getArtifactId).containsExactlyInAnyOrder("quarkus-arc",
                "quarkus-tailsrv", "quarkus-kotlin", "kotlin-stdlib-jdk8", "quarkus-junit", "kotlin-extensions");
    }

    @Test
    void isCompiledAsHere() throws IOException {
        Model app = pom(APP);
        Model module = pom(Path.of(""));
        assertThat(module.getProperties().getProperty("kotlin.version"))
                .isEqualTo(app.getProperties().getProperty("kotlin.version"));
        assertThat(kotlinPlugin(module).getConfiguration()).isEqualTo(kotlinPlugin(app).getConfiguration());
    }

    private static Plugin kotlinPlugin(Model pom) {
        return pom.getBuild().getPluginsAsMap().get("org.jetbrains.kotlin:kotlin-maven-plugin");
    }

    private static Model pom(Path directory) throws IOException {
        return ModelUtils.readModel(directory.resolve("pom.xml"));
    }
}
