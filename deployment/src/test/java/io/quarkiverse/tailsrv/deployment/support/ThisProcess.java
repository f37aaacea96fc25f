package io.quarkiverse.tailsrv.deployment.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this process holds: threads of the extension, and file descriptors as Linux lists them.
 */
public final class ThisProcess {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String LISTENING = "0A";

    private ThisProcess() {
    }

    /** Without those for slow files: on a busy machine any file may count as slow, for a minute. */
    public static List<String> tailsrvThreadsBesideSlow() {
        return tailsrvThreads().stream().filter(name -> !name.equals("tailsrv-slow")).toList();
    }

    public static List<String> tailsrvThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("tailsrv-"))
                .sorted()
                .toList();
    }

    public static long inotifyInstances() {
        return descriptors().stream().filter(target -> target.contains("inotify")).count();
    }

    /** How many directories are watched for file events. */
    public static long watches() {
        try (var infos = Files.newDirectoryStream(DESCRIPTORS.resolveSibling("fdinfo"))) {
            long watches = 0;
            for (Path info : infos) {
                watches += Files.exists(info) ? Files.readString(info).lines().filter(line -> line.startsWith("inotify "))
                        .count() : 0;
            }
            return watches;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many descriptors are open, the one that lists them left out. */
    public static long descriptorCount() {
        return descriptors().stream().filter(target -> !target.matches("/proc/\\d+/fd")).count();
    }

    /** How many sockets are open, those of tests included. */
    public static long sockets() {
        return descriptors().stream().filter(target -> target.startsWith("socket:")).count();
    }

    /** What is open of that file or directory; a deleted file's path ends with {@code " (deleted)"}. */
    public static List<String> descriptorsOf(Path path) {
        return descriptors().stream().filter(target -> target.startsWith(path.toString())).toList();
    }

    /** The TCP ports that this process listens on, whoever else listens on the same number elsewhere. */
    public static Set<Integer> listeningPorts() throws IOException {
        List<String> sockets = descriptors();
        Set<Integer> ports = new TreeSet<>();
        for (Path table : List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"))) {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split(" +"); // sl local_address rem_address st ... inode
                if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static List<String> descriptors() {
        List<String> targets = new ArrayList<>();
        try (var links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path link : links) {
                addTarget(link, targets);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return targets;
    }

    private static void addTarget(Path link, List<String> targets) throws IOException {
        try {
            targets.add(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException e) {
            assert !Files.exists(link) : "closed since the directory was listed";
        }
    }
}
