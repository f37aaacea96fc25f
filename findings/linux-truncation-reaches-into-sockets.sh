#!/usr/bin/env bash
# Linux 6.18: when a file is cut, but not to nothing, what sendfile() has already put into a socket turns into zeros, up to 2 MiB.
#
# sendfile() does not copy: the socket holds the pages of the file until the other side has read them. Its manual asks not to
# modify them for so long. One would expect an overwrite to show, and a truncation not: the bytes are gone from the file, and the
# socket has its pages. A cut to 0 bytes is like that. But a cut to any other size fills the rest of the page that it falls into
# with zeros. Since file systems keep files in large folios, that "page" is as large as the piece in which the file was written or
# read ahead: the client gets up to 2 MiB of zeros for bytes that were in the file when they were sent, and no call has failed.
# The same bytes, appended in small pieces, were kept in small pages, and only the rest of one of them is lost.
#
# Needs Python 3, and 3 MB in the temporary folder. Takes a second. Seen with Linux 6.18 and ext4: 2097052 zeros after one write,
# 3996 after many; tmpfs has 3996 in both cases.
# What we do: a client that catches up without TLS gets such zeros, and then the end of its stream; Operations says so.
set -euo pipefail

exec python3 - <<'PYTHON'
import os
import platform
import socket
import sys
import tempfile

SIZE = 3_000_000
changed = []
print("Linux", platform.release())


def zeros(piece, cut, copied=False):
    """Has all of a file sent that was written in pieces, cuts it before the client has read anything, and counts zeros."""
    with tempfile.NamedTemporaryFile(buffering=0) as file, socket.create_server(("127.0.0.1", 0)) as listening:
        for _ in range(SIZE // piece):
            file.write(b"x" * piece)
        client = socket.create_connection(listening.getsockname())
        server, _ = listening.accept()
        server.setblocking(False)
        sent = 0
        try:
            while sent < SIZE:
                sent += server.send(os.pread(file.fileno(), 1 << 20, sent)) if copied else \
                        os.sendfile(server.fileno(), file.fileno(), sent, SIZE - sent)
        except BlockingIOError:
            pass
        os.ftruncate(file.fileno(), cut)
        server.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: client.recv(1 << 20), b""))
        client.close()
        server.close()
        if len(received) != sent:
            changed.append("the client has got all that was sent")
        return received.count(0)


def check(what, count, holds):
    print(f"{what}: {count} zeros" + ("" if holds else " (this has changed)"), flush=True)
    if not holds:
        changed.append(what)


count = zeros(SIZE, 0)
check("sendfile, then cut to 0", count, count == 0)
count = zeros(SIZE, 100)
check("sendfile, then cut to 100", count, count >= 3996)
count = zeros(100, 100)
check("sendfile of a file written in pieces of 100 bytes, then cut to 100", count, count == 3996)
count = zeros(SIZE, 100, copied=True)
check("read and send, then cut to 100", count, count == 0)
sys.exit(1 if changed else 0)
PYTHON
