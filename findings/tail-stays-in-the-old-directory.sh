#!/usr/bin/env bash
# GNU tail 9.1: "tail -F current/app.log" never notices that "current", a link to a directory, has been switched to another one.
#
# -F is said to follow the name. With inotify, tail watches the directory as it was when it began, and asks the path again only when
# something happens in there: after a deployment that switches the link, or a directory that is renamed and made anew, it waits at
# the old place, and says nothing, for as long as it runs. If the link is the last part of the path, tail polls instead, and
# notices after five seconds without growth. Its undocumented option ---disable-inotify makes it poll always.
#
# Needs Debian 12. Takes 15 seconds. Seen with coreutils 9.1-1 on Linux 6.18.
# What we do: each look asks the path anew, whatever the events say: a switched directory is a rotation, one poll-interval later.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download coreutils=9.1-1 > apt.log 2>&1 || { cat apt.log; exit 1; }
dpkg-deb --extract coreutils_*.deb coreutils

follow() { # What is switched, then the options of tail
    what=$1
    shift
    folder=$(mktemp --directory --tmpdir="$work")
    cd "$folder"
    mkdir one two
    echo "old" > one/app.log
    echo "new" > two/app.log
    ln -s one current
    ln -s one/app.log app.log
    case $what in
        "link to a file") path=app.log ;;
        "renamed directory") path=one/app.log ;;
        *) path=current/app.log ;;
    esac
    timeout 13 "$work/coreutils/usr/bin/tail" "$@" -F $path > out 2> /dev/null &
    sleep 1
    exec {before}>> one/app.log {after}>> two/app.log
    case $what in
        "link to a file") ln -s two/app.log next; mv -T next app.log ;;
        "renamed directory") mv one gone; mv two one ;;
        *) ln -s two next; mv -T next current ;;
    esac
    sleep 9
    echo "late" >&$before
    echo "newer" >&$after
    wait $! || true
    echo "$what${1:+, $1}: $(paste -sd ' ' out)"
}

for what in "link to a directory" "renamed directory" "link to a file"; do
    follow "$what" > "$what" &
done
follow "link to a directory" ---disable-inotify > polling &
wait
cat "link to a directory" "renamed directory" "link to a file" polling | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
link to a directory: old late
renamed directory: old late
link to a file: old new newer
link to a directory, ---disable-inotify: old new newer
SEEN
