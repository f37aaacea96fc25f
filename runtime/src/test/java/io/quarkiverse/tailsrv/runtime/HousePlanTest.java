package io.quarkiverse.tailsrv.runtime;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The picture of the house in the documentation.
 */
class HousePlanTest {

    private static final Path PLAN = Path.of("..", "docs", "pictures", "diagrams", "house.dot");
    private static final Pattern ARROW = Pattern.compile("(\\w+) -> (\\w+)");
    private static final Pattern ROOM = Pattern.compile("io\\.quarkiverse\\.tailsrv\\.runtime\\.(\\w+)");

    /** Those that an application may lack import whom they like. */
    private static final Set<String> OPTIONAL = Set.of("health", "metrics", "devui", "messaging");

    private record Arrow(String from, String to) {
    }

    @Test
    void leavesOutNothingButWhatFollows() throws IOException {
        Stream<Arrow> drawn = ARROW.matcher(Files.readString(PLAN)).results()
                .map(arrow -> new Arrow(arrow.group(1), arrow.group(2)));
        assertThat(withWhatFollows(drawn)).isEqualTo(withWhatFollows(imports()));
    }

    private static Stream<Arrow> imports() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.quarkiverse.tailsrv.runtime").stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .map(dependency -> new Arrow(room(dependency.getOriginClass()), room(dependency.getTargetClass())))
                .filter(arrow -> !arrow.from.isEmpty() && !arrow.to.isEmpty() && !arrow.from.equals(arrow.to)
                        && !OPTIONAL.contains(arrow.from));
    }

    /** The room's name, or nothing for what is in none. */
    private static String room(JavaClass resident) {
        return ROOM.matcher(resident.getPackageName()).results().map(found -> found.group(1))
                .findFirst().orElse("");
    }

    private static Map<String, Set<String>> withWhatFollows(Stream<Arrow> arrows) {
        Map<String, Set<String>> all = arrows.collect(groupingBy(Arrow::from, TreeMap::new,
                mapping(Arrow::to, toCollection(TreeSet::new))));
        for (int i = 0; i < all.size(); i++) {
            for (Set<String> reached : all.values()) {
                reached.addAll(reached.stream().map(room -> all.getOrDefault(room, Set.of())).flatMap(Collection::stream)
                        .toList());
            }
        }
        return all;
    }
}
