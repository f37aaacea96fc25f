package io.quarkiverse.tailsrv.runtime.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.FileSelection;

class FilePatternTest {

    private static Optional<FilePattern> of(String path, FileSelection selection) {
        return FilePattern.of(Path.of(path), Optional.ofNullable(selection));
    }

    private static boolean matches(String path, FileSelection selection, String name) {
        return of(path, selection).orElseThrow().name().test(Path.of(name));
    }

    @Test
    void takesAPathForAPatternOnlyIfItSaysSo() {
        for (String name : new String[] { "app.log", "app-*.log", "app[1].log", "{a,b}.log", "{date}.log", "latest.log" }) {
            assertThat(of("/var/log/" + name, null)).as(name).isEmpty();
        }
        assertThat(of("/var/log/app-{latest}.log", null)).isPresent();
        assertThat(of("/var/log/app-*.log", FileSelection.LATEST_NAME)).isPresent();
    }

    @Test
    void takesTheRestOfANameAsItIs() {
        assertThat(matches("/log/app[1]*{latest}.log", null, "app[1]*2026.log")).isTrue();
        assertThat(matches("/log/app[1]*{latest}.log", null, "app12026.log")).isFalse();
        assertThat(matches("/log/app{latest}.log", FileSelection.LATEST_MODIFIED, "app.log")).as("nothing in its place")
                .isTrue();
        assertThat(matches("/log/app{latest}.log", null, "app-1.log.gz")).isFalse();
    }

    @Test
    void takesAGlob() {
        assertThat(matches("/log/app-?[0-9].{log,txt}", FileSelection.LATEST_NAME, "app-x7.txt")).isTrue();
        assertThat(matches("/log/app-?[0-9].{log,txt}", FileSelection.LATEST_NAME, "app-x7.gz")).isFalse();
    }

    @Test
    void saysWhyAPatternCantBeUsed() {
        assertThatThrownBy(() -> of("/log-{latest}/app.log", null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the name of a directory");
        assertThatThrownBy(() -> of("/log/{latest}-{latest}.log", null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than once");
        assertThatThrownBy(() -> of("/log/app-[1.log", FileSelection.LATEST_NAME))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is not a glob");
    }
}
