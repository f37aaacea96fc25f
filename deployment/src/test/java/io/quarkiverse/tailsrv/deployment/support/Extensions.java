package io.quarkiverse.tailsrv.deployment.support;

import java.util.List;
import java.util.stream.Stream;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.ArtifactDependency;
import io.quarkus.maven.dependency.Dependency;

/**
 * What an application may have beside this extension. Tests that want it add it by {@code setForcedDependencies}, so that all
 * others show that nothing of it is needed.
 */
public final class Extensions {

    private Extensions() {
    }

    /** Extensions of Quarkus itself, such as {@code quarkus-smallrye-health}. */
    public static List<Dependency> quarkus(String... names) {
        return Stream.of(names).map(name -> Dependency.of("io.quarkus", name, Version.getVersion())).toList();
    }

    /** Netty's native transport for Linux, on either architecture that there is one for. */
    public static List<Dependency> epoll() {
        return Stream.of("linux-x86_64", "linux-aarch_64").<Dependency> map(machine -> new ArtifactDependency("io.netty",
                "netty-transport-native-epoll", machine, "jar", nettyVersion())).toList();
    }

    private static String nettyVersion() {
        return io.netty.util.Version.identify().get("netty-transport").artifactVersion();
    }
}
