package io.quarkiverse.tailsrv.it.codestart;

import static io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language.KOTLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
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
 * What {@code quarkus create app} makes of this extension in Kotlin. Its code is compiled and its own test is run later in
 * this module's build, which finds it in {@link #APP}.
 */
class KotlinCodestartTest {

    private static final Path APP = Path.of("target/generated");
    private static final Path MODULE = Path.of("");
    private static final List<String> GENERATOR = List.of("quarkus-devtools-testing", "assertj-core");
    private static final Function<Dependency, String> ALL_BUT_VERSION = dependency -> dependency.getManagementKey() + ":"
            + dependency.getScope() + ":" + dependency.getOptional();

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
        List<Dependency> app = pom(APP).getDependencies();
        List<Dependency> module = pom(MODULE).getDependencies().stream()
                .filter(dependency -> !GENERATOR.contains(dependency.getArtifactId())).toList();
        assertThat(module).extracting(ALL_BUT_VERSION)
                .containsExactlyInAnyOrderElementsOf(app.stream().map(ALL_BUT_VERSION).toList());
        assertThat(exclusions(app)).isEmpty();
        assertThat(exclusions(module)).as("the one thing that this module has not")
                .containsExactly("quarkus-kotlin without io.quarkus:quarkus-vertx-kotlin");
    }

    @Test
    void isCompiledAsHere() throws IOException {
        Model app = pom(APP);
        Model module = pom(MODULE);
        assertThat(module.getProperties().getProperty("kotlin.version"))
                .isEqualTo(app.getProperties().getProperty("kotlin.version"));
        Plugin apps = kotlinPlugin(app);
        Plugin modules = kotlinPlugin(module);
        assertThat(modules.getVersion()).isEqualTo(apps.getVersion());
        assertThat(modules.getConfiguration()).isEqualTo(apps.getConfiguration());
        assertThat(modules.getDependencies()).usingRecursiveComparison().ignoringFieldsMatchingRegexes(".*locations?")
                .isEqualTo(apps.getDependencies());
    }

    /** Only that this module's build compiles it later, and from where it is. */
    @Test
    void isCompiledInTheSameSteps() throws IOException {
        List<PluginExecution> app = kotlinPlugin(pom(APP)).getExecutions();
        List<PluginExecution> module = kotlinPlugin(pom(MODULE)).getExecutions();
        assertThat(module).extracting(PluginExecution::getGoals)
                .isEqualTo(app.stream().map(PluginExecution::getGoals).toList());
        assertThat(app).extracting(PluginExecution::getPhase, PluginExecution::getConfiguration)
                .containsOnly(tuple(null, null));
        assertThat(module).extracting(PluginExecution::getConfiguration)
                .allSatisfy(configuration -> assertThat(((Xpp3Dom) configuration).getChildren()).extracting(Xpp3Dom::getName)
                        .containsExactly("sourceDirs"));
    }

    private static List<String> exclusions(List<Dependency> dependencies) {
        return dependencies.stream().flatMap(dependency -> dependency.getExclusions().stream().map(excluded -> dependency
                .getArtifactId() + " without " + excluded.getGroupId() + ":" + excluded.getArtifactId())).toList();
    }

    private static Plugin kotlinPlugin(Model pom) {
        return pom.getBuild().getPluginsAsMap().get("org.jetbrains.kotlin:kotlin-maven-plugin");
    }

    private static Model pom(Path directory) throws IOException {
        return ModelUtils.readModel(directory.resolve("pom.xml"));
    }
}
