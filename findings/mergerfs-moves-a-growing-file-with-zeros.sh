#!/usr/bin/env bash
# mergerfs 2.33.5, Debian 12's: with moveonenospc, a log that outgrows its disk gets as many zeros in front as it was long.
#
# When a branch is full, mergerfs copies the file to another one and repeats the write there; with moveonenospc, the writer is not to
# notice. If it has the file open with O_APPEND, as loggers have, the copy is made behind the end of itself: the new file begins
# with zeros, and each byte is where nobody expects it. Nobody is told. Besides, who has the file open for reading stays with the
# old copy, which has been deleted: fstat says the size of the new one, reads end at the old end, for ever. Without O_APPEND there
# are no zeros, but readers stay behind all the same. Later versions have mended the zeros (trapexit/mergerfs#1180).
#
# Needs Debian 12, FUSE (/dev/fuse, fusermount), Python 3, and root or user namespaces that any user may make. Takes 5 seconds.
# Seen with mergerfs 2.33.5-1 on Linux 6.18.
# What we do: the page on file systems says what moveonenospc does to a served file.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download mergerfs=2.33.5-1 > apt.log 2>&1 || { cat apt.log; exit 1; }
dpkg-deb --extract mergerfs_*.deb .
mkdir small large merged

cat > write.py <<'PYTHON'
import os
import sys

LINES = [b"line %05d\n" % number for number in range(20000)]
ALL = b"".join(LINES)

writer = os.open("merged/log", os.O_WRONLY | os.O_CREAT | (os.O_APPEND if sys.argv[1] == "append" else 0))
os.write(writer, LINES[0])
reader = os.open("merged/log", os.O_RDONLY)
for line in LINES[1:]:
    while line:
        line = line[os.write(writer, line):]
moved = open("large/log", "rb").read()
zeros = len(moved) - len(moved.lstrip(b"\0"))
print(f"{sys.argv[1]}: {len(ALL)} bytes were written; the file has {zeros} zeros, and then "
      f"{'all of them' if moved[zeros:] == ALL else 'something else'}")
read = 0
while piece := os.pread(reader, 1 << 16, read):
    read += len(piece)
print(f"{sys.argv[1]}: to the reader, fstat says {os.fstat(reader).st_size}, and reads end at {read}")
os.close(reader)
os.close(writer)
PYTHON
unshare --user --map-root-user --mount bash -euc '
    for mode in append plain; do
        mount -t tmpfs -o size=128k tmpfs small
        mount -t tmpfs -o size=8m tmpfs large
        usr/bin/mergerfs -o moveonenospc=true,category.create=ff,minfreespace=0 small:large merged
        python3 write.py $mode
        umount merged
        umount small large
    done' | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
append: 220000 bytes were written; the file has 131072 zeros, and then all of them
append: to the reader, fstat says 351072, and reads end at 131072
plain: 220000 bytes were written; the file has 0 zeros, and then all of them
plain: to the reader, fstat says 220000, and reads end at 131072
SEEN
