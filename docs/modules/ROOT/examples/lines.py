import socket
with socket.create_connection(("localhost", 4321)) as s:
    s.sendall(b"0\n")
    for line in s.makefile("rb"):
        print(line.decode(), end="", flush=True)
