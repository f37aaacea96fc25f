#!/usr/bin/env bash
# rclone 1.60.1: in a mount, the inode of a file is made of its path: a new file at the path has the inode of the old one.
#
# Programs that follow a file by name, such as tail -F, tell by device and inode whether it is still the same. In a mount of
# rclone, after a rename and a new file of the old name, stat says that the file is the one of before, and that the renamed file
# is another one. With --vfs-cache-mode full, an open descriptor goes on reading the old file.
#
# Needs Debian 12, FUSE (/dev/fuse, fusermount3 or fusermount) and Python 3. Takes 5 seconds. Seen with rclone 1.60.1+dfsg-2+b5.
# What we do: on file systems that are not known to be local, the start and the end of the file are compared as well.
set -euo pipefail
work=$(mktemp --directory)
cd "$work"
unmount() { fusermount3 -u mount 2> /dev/null || fusermount -u mount 2> /dev/null || true; cd /; rm -r "$work"; }
trap unmount EXIT

apt-get --quiet --quiet -o APT::Sandbox::User=root download rclone=1.60.1+dfsg-2+b5 > apt.log 2>&1 || { cat apt.log; exit 1; }
dpkg-deb --extract rclone_*.deb .
mkdir files mount
usr/bin/rclone mount files mount --vfs-cache-mode full --cache-dir cache --config none --daemon 2> rclone.log \
    || { cat rclone.log; exit 1; }

python3 - <<'PYTHON' | tee seen
import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


write("mount/log", "old\n")
before = os.stat("mount/log").st_ino
descriptor = os.open("mount/log", os.O_RDONLY)
os.rename("mount/log", "mount/log.1")
write("mount/log", "new\n")
print("the new file has the old inode:", os.stat("mount/log").st_ino == before)
print("the renamed file has the old inode:", os.stat("mount/log.1").st_ino == before)
print("the open descriptor reads", os.pread(descriptor, 10, 0), "and the path", open("mount/log", "rb").read())
os.close(descriptor)
PYTHON
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
the new file has the old inode: True
the renamed file has the old inode: False
the open descriptor reads b'old\n' and the path b'new\n'
SEEN
