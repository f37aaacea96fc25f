#!/usr/bin/env bash
# uutils 0.12.0: its tail, with -f and with -F, shows nothing that is appended to a file which it was given by a link.
#
# It prints the last lines, and then waits for events that name the file as it was called on the command line. What is written
# comes as events of the file that the symbolic link leads to, or of the other name of a hard link, and is not looked at; no message
# says so. The path of the file itself works, so that a first try tells nothing. Links are how many logs are found: those of
# Kubernetes in /var/log/containers, and the "current" ones of rotatelogs -L, cronolog -S, pino-roll and tracing-appender. GNU tail
# shows each line.
#
# Needs cargo with Rust 1.88 or newer, and a C compiler. Takes 4 minutes for the build (CARGO_TARGET_DIR keeps it), and 10 seconds.
# Seen with uu_tail 0.12.0 and GNU coreutils 9.1 on Linux 6.18.
# What we do: the served path may be a link of either kind. Growth of a file behind it is found by event or, at the latest, by poll.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

cargo install --quiet --debug --root . uu_tail --version 0.12.0 > cargo.log 2>&1 || { cat cargo.log; exit 1; }
bin/tail --version
tail --version | head -n 1

follow() { # What it is called, what it is given, and the program
    what=$1
    name=$2
    shift 2
    mkdir files
    echo first > files/log
    ln -s files/log symbolic
    ln files/log hard
    timeout 4 "$@" "$name" > out 2> /dev/null &
    sleep 2
    echo second >> files/log
    wait || true
    echo "$what $name: $(paste -sd ' ' out)"
    rm -r files symbolic hard
}

for name in files/log symbolic hard; do
    follow "uutils -f" $name bin/tail -f
    follow "uutils -F" $name bin/tail -F
    follow "GNU -F" $name tail -F
done | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
uutils -f files/log: first second
uutils -F files/log: first second
GNU -F files/log: first second
uutils -f symbolic: first
uutils -F symbolic: first
GNU -F symbolic: first second
uutils -f hard: first
uutils -F hard: first
GNU -F hard: first second
SEEN
