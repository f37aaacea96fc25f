#!/usr/bin/env bash
# unionfs-fuse 1.0: a descriptor that was opened before the file was copied up has the new size, but never the new bytes.
#
# A file of the read-only branch is copied to the writable one when it is first written. A program that has it open by then goes
# on reading the old copy: read() ends at the old length, for ever. But fstat() on the same descriptor asks the path, and says the
# new size. So a reader that waits for a size and then reads that much finds fewer bytes than there are said to be, each time.
#
# Needs Debian 12, FUSE (/dev/fuse, fusermount) and Python 3. Takes 5 seconds. Seen with unionfs-fuse 1.0-1+b1.
# What we do: the copy is noticed as another file, as after a rotation: under on-rotation=close, clients come back and get all of
# it. The page on file systems says so.
set -euo pipefail
work=$(mktemp --directory)
cd "$work"
unmount() { fusermount -u mount 2> /dev/null || fusermount3 -u mount 2> /dev/null || true; cd /; rm -r "$work"; }
trap unmount EXIT

apt-get --quiet --quiet -o APT::Sandbox::User=root download unionfs-fuse=1.0-1+b1 libfuse2 > apt.log 2>&1 \
    || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done
mkdir lower upper mount
echo first > lower/log
LD_LIBRARY_PATH=$work/lib/x86_64-linux-gnu usr/bin/unionfs-fuse -o cow "$work/upper=RW:$work/lower=RO" mount

python3 - <<'PYTHON' | tee seen
import os
import time

old = os.open("mount/log", os.O_RDONLY)
with open("mount/log", "a") as file:
    file.write("second\n")
for seconds in (0, 3):
    time.sleep(seconds)
    print(f"after {seconds} s: fstat says {os.fstat(old).st_size} bytes, read gets {len(os.pread(old, 100, 0))}")
new = os.open("mount/log", os.O_RDONLY)
print(f"opened anew: fstat says {os.fstat(new).st_size} bytes, read gets {len(os.pread(new, 100, 0))}")
os.close(old)
os.close(new)
PYTHON
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
after 0 s: fstat says 13 bytes, read gets 6
after 3 s: fstat says 13 bytes, read gets 6
opened anew: fstat says 13 bytes, read gets 13
SEEN
