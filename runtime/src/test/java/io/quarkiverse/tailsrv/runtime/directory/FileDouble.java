package io.quarkiverse.tailsrv.runtime.directory;

import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.tailsrv.runtime.selection.FileSource;

/**
 * A file that nobody looks at. Each is another one, even with an equal source.
 */
final class FileDouble implements WatchedFile {

    private final FileSource source;
    private final AtomicInteger noticed = new AtomicInteger();

    FileDouble(FileSource source) {
        this.source = source;
    }

    @Override
    public FileSource source() {
        return source;
    }

    @Override
    public boolean publishGrowth() {
        return false;
    }

    @Override
    public boolean isUnchanged() {
        return false;
    }

    @Override
    public void noticed(int creations, boolean link) {
        noticed.incrementAndGet();
    }

    /** How often it was told of events. */
    int noticed() {
        return noticed.get();
    }

    @Override
    public void noticedOther() {
        // nobody looks
    }

    @Override
    public void eventsChanged() {
        // nobody looks
    }

    @Override
    public boolean mayBeGlancedAt() {
        return false;
    }
}
