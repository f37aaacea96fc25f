#!/usr/bin/env bash
# gnutls-cli 3.7.9: once its input has ended, it reads on only while there is something to read every two seconds.
#
# Its manual has no word of that. While the server sends a line a second it prints them for as long as they come; the first pause
# of two seconds ends it, with close_notify and status 0, as if the server had ended. A log that is followed by
# "echo ... | gnutls-cli" has a client that works in each test and ends in the first quiet moment.
#
# Needs Debian 12, Python 3 and OpenSSL. Takes 20 seconds. Seen with gnutls-bin 3.7.9-2+deb12u7.
# What we do: the page on clients keeps its input open: (echo 0; sleep infinity) | gnutls-cli --logfile=/dev/null ...
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download gnutls-bin=3.7.9-2+deb12u7 libgnutls-dane0 libunbound8 \
    libevent-2.1-7 > apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done
openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=localhost -keyout key.pem -out cert.pem 2> /dev/null

cat > server.py <<'PYTHON'
import socket
import ssl
import subprocess
import time

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")


def run(what, ends):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = ["gnutls-cli", "--logfile=/dev/null", "--insecure", "-p", str(listening.getsockname()[1]), "127.0.0.1"]
        client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        client.stdin.write(b"0\n")
        client.stdin.flush()
        if ends:
            client.stdin.close()
        with context.wrap_socket(listening.accept()[0], server_side=True) as connection:
            for _ in range(5):
                connection.sendall(b"line\n")
                time.sleep(1)
            busy = client.poll() is None
            time.sleep(4)
            quiet = client.poll()
    client.kill()
    lines = client.stdout.read().count(b"line")
    print(f"{what}: {lines} lines, {'there' if busy else 'gone'} after them, "
          f"{'there' if quiet is None else f'gone with status {quiet}'} after 4 s without one", flush=True)


run("input ended", True)
run("input open", False)
PYTHON
PATH=$work/usr/bin:$PATH LD_LIBRARY_PATH=$work/usr/lib/x86_64-linux-gnu python3 server.py | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
input ended: 5 lines, there after them, gone with status 0 after 4 s without one
input open: 5 lines, there after them, there after 4 s without one
SEEN
