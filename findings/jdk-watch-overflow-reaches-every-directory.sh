#!/usr/bin/env bash
# JDK 17 and 25 on Linux: when the kernel's queue of events overflows, each directory of a WatchService gets an OVERFLOW, also one
# in which nothing has happened; and from 512 names on, a directory's own events are replaced by one OVERFLOW, without any overflow
# of the kernel's.
#
# All directories of a WatchService share one inotify instance, and so one queue of fs.inotify.max_queued_events. The kernel's
# IN_Q_OVERFLOW is of no directory, and the JDK passes it to every key. The limit of 512 is the JDK's own, for each key, and counts
# different names only. The documentation of OVERFLOW says that events "may have been lost or discarded", and not whose. So a busy
# directory makes an application list all the others anew, and an OVERFLOW says nothing of how busy its own directory is.
#
# Needs a JDK 17 or newer, and a place for 20,000 empty files. Takes 10 seconds. Seen with OpenJDK 17.0.15 and Temurin 25.
# What we do: after an OVERFLOW each file concerned is looked at, which finds nothing new where nothing was; it never counts as a
# sign of a busy directory, for which hundreds of events would be.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"
mkdir quiet busy

cat > Watch.java <<'JAVA'
import static java.nio.file.StandardWatchEventKinds.*;

import java.nio.file.*;
import java.util.*;
import java.util.concurrent.TimeUnit;

class Watch {

    public static void main(String[] arguments) throws Exception {
        WatchService service = FileSystems.getDefault().newWatchService();
        for (String name : List.of("quiet", "busy")) {
            Path.of(name).register(service, ENTRY_CREATE);
        }
        System.out.println("ready");
        System.in.read(); // until all files are there
        Map<String, Set<String>> seen = new TreeMap<>(Map.of("quiet", new TreeSet<>(), "busy", new TreeSet<>()));
        for (WatchKey key; (key = service.poll(2, TimeUnit.SECONDS)) != null; key.reset()) {
            for (WatchEvent<?> event : key.pollEvents()) {
                seen.get(key.watchable().toString()).add(event.kind().name());
            }
        }
        System.out.println(seen);
        System.exit(0);
    }
}
JAVA

create() {
    for ((i = 0; i < $1; i++)); do
        : > "busy/$RANDOM-$i"
    done
}

# $1 files are created in one of the directories; with $2, while the process is stopped and reads nothing from the kernel
watch() {
    mkfifo "in$1" "out$1"
    java Watch.java < "in$1" > "out$1" &
    process=$!
    exec 3> "in$1" 4< "out$1"
    read -r <&4
    [ "$2" = running ] || kill -STOP "$process"
    create "$1"
    [ "$2" = running ] || kill -CONT "$process"
    sleep 1
    echo >&3
    read -r line <&4
    echo "$1 files: $line"
    wait "$process"
    exec 3>&- 4<&-
}

events=$(cat /proc/sys/fs/inotify/max_queued_events)
[ "$events" = 16384 ] || { echo "This was seen with fs.inotify.max_queued_events=16384, not $events"; exit 1; }
{
    watch 500 running
    watch 600 running
    watch 20000 stopped
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
500 files: {busy=[ENTRY_CREATE], quiet=[]}
600 files: {busy=[OVERFLOW], quiet=[]}
20000 files: {busy=[OVERFLOW], quiet=[OVERFLOW]}
SEEN
