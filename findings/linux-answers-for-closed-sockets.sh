#!/usr/bin/env bash
# Linux 6.18: for 60 seconds after a client has closed its socket, its system answers as if it had only shut its writing side.
#
# A server that serves clients which half-close can't tell the two apart in that time, whatever it sends but data: an empty write
# sends nothing, and a keepalive probe is acknowledged (TCP's state FIN_WAIT2, for net.ipv4.tcp_fin_timeout of the client's
# machine). One byte of data is answered with a reset. So is one urgent byte (MSG_OOB), which most clients would not see; but
# some firewalls turn urgent bytes into plain ones (RFC 6093), and TLS has no place for them. Once the system has forgotten the
# socket, it answers the next probe with a reset.
#
# Needs Python 3. Takes 70 seconds. Seen with Linux 6.18: CLOSE_WAIT after an empty write, CLOSE after a byte and an urgent byte;
# probed each second, the reset comes after 60 to 62 seconds, each 33 seconds after 68 to 69, and each 65 seconds after 66 to 67.
# What we do: keepalive probes after 65 seconds, since the system's timers are late by up to 4, and each connection is looked
# at 70 seconds after its client's FIN.
set -euo pipefail

exec python3 - <<'PYTHON'
import socket
import sys
import threading
import time

changed = []
STATES = {1: "ESTABLISHED", 7: "CLOSE", 8: "CLOSE_WAIT"}
listening = socket.create_server(("127.0.0.1", 0))


def state(server):
    return STATES[server.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]]


def closed():
    client = socket.create_connection(listening.getsockname())
    server, _ = listening.accept()
    client.close()
    time.sleep(0.2)
    return server


def check(line, holds):
    print(line if holds else line + " (this has changed)", flush=True)
    if not holds:
        changed.append(line)


def after(what, send, expected):
    server = closed()
    send(server)
    time.sleep(0.2)
    check(f"after {what}: {state(server)}", state(server) == expected)


def probe(idle, server):
    since = time.monotonic()
    while state(server) != "CLOSE":
        time.sleep(0.1)
    seconds = time.monotonic() - since
    check(f"probed each {idle} s: reset after {seconds:.1f} s", 59 < seconds < 75)


after("nothing", lambda server: None, "CLOSE_WAIT")
after("an empty write", lambda server: server.send(b""), "CLOSE_WAIT")
after("a byte", lambda server: server.send(b"x"), "CLOSE")
after("an urgent byte", lambda server: server.send(b"x", socket.MSG_OOB), "CLOSE")
probes = []
for idle in (1, 33, 65):
    server = closed()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, idle)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, idle)
    probes.append(threading.Thread(target=probe, args=(idle, server)))
    probes[-1].start()
for each in probes:
    each.join()
sys.exit(1 if changed else 0)
PYTHON
