import socket
import sys
import time

SERVER = ("localhost", 4321)
HEAD, TAIL = 4096, 64

position, head, tail = 0, b"", b""  # of the file that was read last


def connect(offset):
    s = socket.create_connection(SERVER)
    s.sendall(b"%d\n" % offset)
    return s


def take(data):
    global position, head, tail
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    position += len(data)
    head = (head + data)[:HEAD]
    tail = (tail + data)[-TAIL:]


def take_all(s):
    while data := s.recv(65536):
        take(data)


def read_while_same(s, expected):
    """Reads as many bytes, or up to the first ones that differ."""
    received = b""
    while len(received) < len(expected) and expected.startswith(received):
        data = s.recv(len(expected) - len(received))
        if not data:
            raise ConnectionError("ended too soon")
        received += data
    return received


def go_on():
    global position, head, tail
    with connect(0) as s:
        begins = read_while_same(s, head)
        if begins != head:  # another file
            position, head, tail = 0, b"", b""
            take(begins)
            take_all(s)
            return
    with connect(position - len(tail)) as s:
        s.settimeout(5)  # if the file was rotated just now, and the new one is shorter
        if read_while_same(s, tail) == tail:
            s.settimeout(None)
            take_all(s)


while True:
    try:
        go_on()
        time.sleep(0.1)
    except OSError as e:
        print(e, file=sys.stderr)
        time.sleep(1)
