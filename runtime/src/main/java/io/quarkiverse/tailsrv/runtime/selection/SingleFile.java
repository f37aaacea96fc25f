package io.quarkiverse.tailsrv.runtime.selection;

import java.nio.file.Path;

/**
 * Always the same path.
 */
public record SingleFile(Path path) implements FileSource {

    @Override
    public Path choose() {
        return path;
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public Path pattern() {
        return null;
    }

    @Override
    public boolean noticed(Path name) {
        return false;
    }

    @Override
    public void eventsLost() {
        // events of its own name are looked after elsewhere
    }

    @Override
    public void polled() {
        // whoever asks for the path looks at the file anyway
    }
}
