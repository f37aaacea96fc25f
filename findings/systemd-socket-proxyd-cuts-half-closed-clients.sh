#!/usr/bin/env bash
# systemd-socket-proxyd 252: a client that shuts its writing side behind its request gets no byte of the answer; redir,
# simpleproxy and rinetd of Debian 12 are the same.
#
# Its manual says that traffic is forwarded in both directions. It is in front of services that are started by their first
# connection. When the client's side has ended, as with "echo 0 | nc -N", busybox nc, ncat or socat, it closes the
# connections to both: the client sees an orderly end without a byte, status 0; the service has seen the request, and its answer
# meets a closed socket. Nothing is logged. A client that leaves its writing side open, as plain "echo 0 | nc" of OpenBSD does,
# is served for as long as it likes, so that the one who sets it up may notice nothing.
#
# Needs Debian 12 and Python 3. Takes 20 seconds. Seen with systemd 252.39-1~deb12u2, redir 3.3-1, simpleproxy
# 3.5-1+b2 and rinetd 0.73-1; sslh and sslh-select 1.20-1+deb12u1 were the same, and are not run here.
# What we do: half-closed clients are served; the page on clients says which proxies do not let them be.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download systemd=252.39-1~deb12u2 libsystemd-shared=252.39-1~deb12u2 \
    redir=3.3-1 rinetd=0.73-1 simpleproxy=3.5-1+b2 > apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done

cat > try.py <<'PYTHON'
import os
import socket
import subprocess
import threading
import time

LINES = 5


def serve(listening):
    while True:
        client, _ = listening.accept()
        threading.Thread(target=answer, args=(client,), daemon=True).start()


def answer(client):
    try:
        if not client.recv(100):
            return  # somebody who only tried whether the port is open
        for number in range(LINES):
            time.sleep(0.3)
            client.sendall(b"line %d\n" % number)
    except OSError:
        pass  # the proxy has closed it
    client.close()


def ask(port, half_closes):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as server:
        received = b""
        try:
            server.sendall(b"0\n")
            if half_closes:
                server.shutdown(socket.SHUT_WR)
            while piece := server.recv(1000):
                received += piece
        except ConnectionError:
            pass  # an end as well
        return received.count(b"\n")


def free():
    with socket.create_server(("127.0.0.1", 0)) as some:
        return some.getsockname()[1]


def run(name, port, command):
    environment = dict(os.environ, LD_LIBRARY_PATH=os.path.abspath("usr/lib/x86_64-linux-gnu/systemd"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    proxy = subprocess.Popen(command, env=environment, **quiet) if command else None
    try:
        for _ in range(50):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        print(f"{name}: {ask(port, False)} of {LINES} lines, half-closed {ask(port, True)}", flush=True)
    finally:
        if proxy:
            proxy.terminate()
            proxy.wait()


with socket.create_server(("127.0.0.1", 0)) as listening:
    threading.Thread(target=serve, args=(listening,), daemon=True).start()
    back = listening.getsockname()[1]
    run("no proxy", back, None)
    port = free()
    run("systemd-socket-proxyd", port, ["usr/bin/systemd-socket-activate", f"--listen=127.0.0.1:{port}",
                                        "lib/systemd/systemd-socket-proxyd", f"127.0.0.1:{back}"])
    port = free()
    run("redir", port, ["usr/bin/redir", "-n", f"127.0.0.1:{port}", f"127.0.0.1:{back}"])
    port = free()
    run("simpleproxy", port, ["usr/bin/simpleproxy", "-L", f"127.0.0.1:{port}", "-R", f"127.0.0.1:{back}"])
    port = free()
    with open("rinetd.conf", "w") as file:
        file.write(f"127.0.0.1 {port} 127.0.0.1 {back}\n")
    run("rinetd", port, ["usr/sbin/rinetd", "-f", "-c", "rinetd.conf"])
PYTHON

timeout 60 python3 try.py | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
no proxy: 5 of 5 lines, half-closed 5
systemd-socket-proxyd: 5 of 5 lines, half-closed 0
redir: 5 of 5 lines, half-closed 0
simpleproxy: 5 of 5 lines, half-closed 0
rinetd: 5 of 5 lines, half-closed 0
SEEN
