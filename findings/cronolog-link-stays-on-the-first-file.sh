#!/usr/bin/env bash
# cronolog 1.6.2: the symbolic link of -S, "from NAME to current log", stays on the first file, unless -P is given as well.
#
# The link is made when the first file is opened. At each further file, cronolog renames the link to the name that -P gives, and
# makes a new one; without -P it does neither, and says nothing. So whatever follows the link gets the first file only: with files
# by the day all is well until midnight.
#
# Needs Debian 12. Takes 10 seconds. Seen with cronolog 1.6.2+rpk-3.
# What we do: the page on loggers has -S together with -P.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download cronolog=1.6.2+rpk-3 > apt.log 2>&1 || { cat apt.log; exit 1; }
dpkg-deb --extract cronolog_*.deb .

write() {
    what=$1
    shift
    for number in 1 2 3; do
        echo "line $number"
        sleep 1.2
    done | usr/bin/cronolog "$@" "$work/$what.%H%M%S" || [ $? = 3 ] # its status when its input has ended
    files=("$what".[0-9]*)
    echo "$what: ${#files[@]} files, the link leads to: $(cat current)"
    rm current
}

{
    write only-S -S "$work/current"
    write S-and-P -S "$work/current" -P "$work/previous"
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
only-S: 3 files, the link leads to: line 1
S-and-P: 3 files, the link leads to: line 3
SEEN
