"""Watches by inotify how a path is rotated, or which names of a pattern come up."""

import ctypes
import fnmatch
import os
import struct
import threading
import time
from collections import Counter

MODIFY, MOVED_FROM, MOVED_TO, CREATE, DELETE = 0x2, 0x40, 0x80, 0x100, 0x200
WORDS = {MOVED_FROM: "rename", MOVED_TO: "rename over", CREATE: "create", DELETE: "delete"}
LIBC = ctypes.CDLL(None, use_errno=True)


class Directory(threading.Thread):

    def __init__(self, directory):
        super().__init__(daemon=True)
        self.rotations = Counter()
        self.inotify = LIBC.inotify_init1(os.O_CLOEXEC)
        mask = MODIFY | MOVED_FROM | MOVED_TO | CREATE | DELETE
        if LIBC.inotify_add_watch(self.inotify, bytes(directory), mask) < 0:
            raise OSError(ctypes.get_errno(), "No inotify")

    def happened(self, mask, name):
        raise NotImplementedError

    def run(self):
        while True:
            events = os.read(self.inotify, 65536)
            while events:
                _, mask, _, length = struct.unpack_from("iIII", events)
                self.happened(mask, events[16:16 + length].rstrip(b"\0").decode())
                events = events[16 + length:]


class Observer(Directory):
    """Of one path. Keeps each of its files open."""

    def __init__(self, path):
        super().__init__(path.parent)
        self.path = path
        self.open = []  # of [descriptor, its size when it left the path]
        self.length = 0
        self.steps = []
        self.zipped = False
        self.gone = None
        self.missing = 0.0
        self.keep()
        self.start()

    def happened(self, mask, name):
        self.zipped |= name.endswith(".gz")
        if name != self.path.name:
            return
        if mask & MODIFY:
            self.grew()
        else:
            self.moved(mask)

    def grew(self):
        length = os.fstat(self.open[-1][0]).st_size if self.open else 0
        if length < self.length:
            self.rotations["truncate"] += 1
        self.length = length

    def moved(self, mask):
        self.steps += [word for bit, word in WORDS.items() if mask & bit]
        if mask & (MOVED_FROM | DELETE):
            self.gone = time.monotonic()
            if self.open:
                self.open[-1][1] = os.fstat(self.open[-1][0]).st_size
            return
        if self.gone:
            self.missing = max(self.missing, time.monotonic() - self.gone)
            self.gone = None
        self.rotations[", ".join(self.steps)] += 1
        self.steps = []
        self.keep()

    def keep(self):
        try:
            self.open.append([os.open(self.path, os.O_RDONLY), None])
            self.length = 0
        except FileNotFoundError:
            pass

    def files(self):
        """The bytes of each file that was at the path."""
        return {os.pread(descriptor, os.fstat(descriptor).st_size, 0) for descriptor, _ in self.open}

    def late(self):
        """The most bytes that were written to a file after it had left the path."""
        return max((os.fstat(descriptor).st_size - length for descriptor, length in self.open if length is not None), default=0)

    def __str__(self):
        how = self.rotations.most_common(1)
        said = [how[0][0] if how else "none seen"]
        if self.zipped:
            said.append("gz")
        if self.missing > 0.001:
            said.append(f"nothing at the path for up to {self.missing * 1000:.0f} ms")
        if self.late():
            said.append(f"up to {self.late()} bytes late")
        return "; ".join(said)


class Names(Directory):
    """Of all files that match a pattern."""

    def __init__(self, directory, glob):
        super().__init__(directory)
        self.directory = directory
        self.glob = glob
        self.lengths = {}
        self.start()

    def happened(self, mask, name):
        if not fnmatch.fnmatchcase(name, self.glob) or not mask & (MODIFY | CREATE | MOVED_TO):
            return
        try:
            length = (self.directory / name).stat().st_size
        except FileNotFoundError:
            return
        if name not in self.lengths:
            self.rotations["a new name"] += 1
        elif not mask & MODIFY:
            self.rotations["a name again, by another file"] += 1
        elif length < self.lengths[name]:
            self.rotations["a name again, truncated"] += 1
        self.lengths[name] = length

    def __str__(self):
        return "; ".join(f"{how}: {count}" for how, count in self.rotations.most_common())
