#!/usr/bin/env bash
# socat 1.7.4.4: after its half-second wait is over, an OPENSSL address receives one more record, and throws it away.
#
# When its standard input has ended, socat waits 0.5 seconds (-t) for data from the other side, and then ends. Over TCP it ends at
# that moment. Over TLS it sends close_notify, and then waits for as long as it takes until the server sends something. That is
# read and is not written anywhere; the status is 0. So a line that came seconds before socat ended is missing in its output.
#
# Needs Debian 12, Python 3 and OpenSSL. Takes 15 seconds. Seen with socat 1.7.4.4-2 and OpenSSL 3.0.
# What we do: the pages have "socat -t 86400", or "socat -,ignoreeof".
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -r "$work"' EXIT
cd "$work"

apt-get --quiet --quiet -o APT::Sandbox::User=root download socat=1.7.4.4-2 libwrap0 > apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done
openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=localhost -keyout key.pem -out cert.pem 2> /dev/null

cat > server.py <<'PYTHON'
import socket
import ssl
import subprocess
import time

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")


def run(what, address, wrap):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = ["socat", "-", address % listening.getsockname()[1]]
        client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        client.stdin.write(b"0\n")
        client.stdin.close()
        connection = wrap(listening.accept()[0])
        connection.recv(2)
        connection.sendall(b"one\n")
        time.sleep(3)
        waits = client.poll() is None
        try:
            connection.sendall(b"two\n")
        except OSError:
            pass  # Over TCP nobody is there any more
        printed = client.stdout.read().split()
        status = client.wait()
        print(f"{what}: after 3 s of silence it {'waits' if waits else 'has ended'}; status {status}; printed {printed}",
              flush=True)


run("TCP", "TCP:127.0.0.1:%d", lambda connection: connection)
run("TLS", "OPENSSL:127.0.0.1:%d,verify=0", lambda connection: context.wrap_socket(connection, server_side=True))
PYTHON
PATH=$work/usr/bin:$PATH LD_LIBRARY_PATH=$work/lib/x86_64-linux-gnu:$work/usr/lib/x86_64-linux-gnu python3 server.py | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
TCP: after 3 s of silence it has ended; status 0; printed [b'one']
TLS: after 3 s of silence it waits; status 0; printed [b'one']
SEEN
