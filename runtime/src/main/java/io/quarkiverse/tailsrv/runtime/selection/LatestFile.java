package io.quarkiverse.tailsrv.runtime.selection;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.quarkiverse.tailsrv.runtime.file.FileErrors;
import io.quarkiverse.tailsrv.runtime.thread.AsyncLog;
import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * Chooses the newest of the files that match a pattern. It never goes back to an older one, and does not go on to a newer one
 * that is empty: its writer may still write to the one before. If several newer ones come between two looks, they are chosen
 * one after the other.
 * <p>
 * A name that is used again changes nothing in its directory if the file is only truncated. Where there are no events of that,
 * the poll has to look at each file.
 */
public final class LatestFile implements FileSource {

    private static final AsyncLog ASYNC_LOG = AsyncLog.of(LatestFile.class);

    /** How many newer files are chosen one after the other. Older ones are passed over. */
    private static final int MAX_TURNS = 16;

    /** How many files a poll looks at. If there are more, only events tell that a name is used again. */
    private static final int MAX_POLLED = 64;

    private final FilePattern pattern;
    private final DirectoryChanges changes;
    private final Superseded superseded = new Superseded();

    /** Names that events told of since the last choice. */
    private final Set<Path> noticed = ConcurrentHashMap.newKeySet();

    /** Names that are newer than the choice: empty, or next in turn. */
    private final Set<Path> waiting = new HashSet<>();

    /** By time, all names that matched when the directory was listed, unless they are too many. */
    private Set<Path> known = Set.of();
    private volatile boolean eventsLost;
    private volatile boolean polled;
    private volatile Match chosen;
    private boolean more;
    private boolean unlisted;

    public LatestFile(FilePattern pattern) {
        this.pattern = pattern;
        this.changes = new DirectoryChanges(pattern.directory());
    }

    @Override
    public Path path() {
        Match current = chosen;
        return current == null ? pattern.path() : current.path();
    }

    @Override
    public Path pattern() {
        return pattern.path();
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public boolean noticed(Path name) {
        Match current = chosen;
        boolean candidate = pattern.name().test(name)
                && (current == null || !name.equals(current.name()) && mayBeNewer(name, current));
        if (candidate) {
            noticed.add(name);
        }
        return candidate;
    }

    @Override
    public void eventsLost() {
        eventsLost = true;
    }

    @Override
    public void polled() {
        polled = true;
    }

    @Override
    public Path choose() throws IOException {
        if (eventsLost) {
            eventsLost = false;
            changes.forget();
        }
        Set<Path> names = new HashSet<>(noticed);
        noticed.removeAll(names);
        boolean list = changes.isListingDue(!names.isEmpty(), System.nanoTime());
        names.addAll(waiting);
        Match before = chosen;
        Match current = current();
        if (current != before && current.isSameSetBack(before)) {
            supersede(names, before, current);
        }
        if (polled) {
            polled = false;
            names.addAll(known);
        }
        more = false;
        choose(newest(list ? listed(names, current) : names, current), current);
        if (chosen == null) {
            throw new NoSuchFileException(pattern.path().toString());
        }
        return chosen.path();
    }

    /** The choice so far, with its time as it is now. */
    private Match current() {
        Match now = chosen == null || pattern.isByName() ? null : Match.at(chosen.path());
        if (now != null) {
            chosen = now;
        }
        return chosen;
    }

    /**
     * The clock, or a program, has made the choice older than it was: those that were older must not seem to be newer now. That
     * can be told only of those that were known before.
     */
    private void supersede(Set<Path> except, Match before, Match current) {
        known.stream().filter(name -> !except.contains(name) && !name.equals(current.name()))
                .map(pattern.directory()::resolve).map(Match::at).filter(Objects::nonNull)
                .filter(match -> Match.BY_TIME.compare(match, current) > 0 && Match.BY_TIME.compare(match, before) < 0)
                .filter(match -> !superseded.contains(match)).forEach(superseded::add);
    }

    /** Without a list, at least those names are known that events have told of. */
    private Set<Path> listed(Set<Path> names, Match current) throws IOException {
        try {
            Set<Path> listed = list(current);
            unlisted = false;
            return listed;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            if (current == null) {
                throw e;
            }
            if (!unlisted) {
                ASYNC_LOG.warnf("\"%s\" can't be listed (%s): newer files are found by file events only; let the application's"
                        + " user read the directory", OneLine.of(pattern.directory()), FileErrors.reason(e));
            }
            unlisted = true;
            return names;
        }
    }

    private Set<Path> list(Match current) throws IOException {
        Set<Path> names = new HashSet<>();
        boolean whole = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(pattern.directory())) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (pattern.name().test(name) && mayBeNewer(name, current)) {
                    names.add(name);
                }
            }
            whole = true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } finally {
            if (!whole) {
                changes.forget();
            }
        }
        known = pattern.isByName() || names.size() > MAX_POLLED ? Set.of() : names;
        return names;
    }

    /** As far as the name tells. */
    private boolean mayBeNewer(Path name, Match current) {
        return current == null || !pattern.isByName()
                || NaturalOrder.INSTANCE.compare(name.toString(), current.text()) > 0;
    }

    /** The newest first. By name, only those that are asked for are looked at. */
    private Stream<Match> newest(Set<Path> names, Match current) {
        // One that was newer when it began to wait may not be any more
        Stream<Path> paths = names.stream().filter(name -> mayBeNewer(name, current)).map(pattern.directory()::resolve);
        if (pattern.isByName()) {
            return paths.sorted(Comparator.comparing((Path path) -> path.getFileName().toString(), NaturalOrder.INSTANCE)
                    .reversed()).map(Match::at).filter(Objects::nonNull);
        }
        return paths.map(Match::at)
                .filter(match -> match != null && !superseded.contains(match)
                        && (current == null || isLater(match, current)))
                .sorted(Match.byTimeAfter(current).reversed());
    }

    /**
     * One that waits was newer before, so that its name does not count. While it is empty, neither does its time: the current
     * file may still be written to.
     */
    private boolean isLater(Match match, Match current) {
        boolean waits = waiting.contains(match.name());
        Comparator<Match> order = waits ? Match.byTimeAfter(current) : Match.BY_TIME;
        return !match.name().equals(current.name()) && (waits && match.isEmpty() || order.compare(match, current) > 0);
    }

    private void choose(Stream<Match> newest, Match current) {
        int turns = current == null ? 1 : MAX_TURNS;
        List<Match> full = new ArrayList<>();
        List<Match> empty = new ArrayList<>();
        for (Match match : (Iterable<Match>) newest::iterator) {
            if (!match.isEmpty()) {
                full.add(match);
            } else if (empty.size() < MAX_TURNS) {
                empty.add(match);
            }
            if (full.size() == turns) {
                break;
            }
        }
        if (current == null && full.isEmpty() && !empty.isEmpty()) {
            full.add(empty.remove(0)); // better than none
            empty.clear();
        }
        take(full, empty);
    }

    /** @param full the newest first */
    private void take(List<Match> full, List<Match> empty) {
        if (!full.isEmpty()) {
            Match next = full.remove(full.size() - 1);
            if (chosen != null && !pattern.isByName()) {
                superseded.add(Match.at(chosen.path()));
            }
            chosen = next;
        }
        more = !full.isEmpty();
        waiting.clear();
        Stream.concat(full.stream(), empty.stream()).map(Match::name).forEach(waiting::add);
    }
}
