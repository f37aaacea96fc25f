"""Clients of a server: those that come back when they are closed, and those that stay."""

import socket
import threading
import time

SECONDS_BETWEEN = 1.1


class Client(threading.Thread):
    """Asks for the file from its start, and again as soon as its connection ends."""

    def __init__(self, port, returns=True):
        super().__init__(daemon=True)
        self.port = port
        self.returns = returns
        self.runs = []
        self.last = time.monotonic()
        self.stopped = False
        self.start()

    def run(self):
        while not self.stopped:
            self.connect()
            if not self.returns:
                return
            time.sleep(0.01)

    def connect(self):
        run = bytearray()
        self.runs.append(run)
        try:
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                connection.settimeout(0.2)
                connection.sendall(b"0\n")
                self.read(connection, run)
        except OSError:
            pass  # The server resets a client that is behind when its file is truncated

    def read(self, connection, run):
        while not self.stopped:
            try:
                received = connection.recv(65536)
            except TimeoutError:
                continue
            if not received:
                return
            run += received
            self.last = time.monotonic()


class Series(threading.Thread):
    """A new client now and then, each of which stays on its connection."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.clients = []
        self.stopping = threading.Event()
        self.start()

    def run(self):
        while not self.stopping.wait(SECONDS_BETWEEN):
            self.clients.append(Client(self.port, returns=False))

    def stop(self):
        self.stopping.set()
        for client in self.clients:
            client.stopped = True
            client.join()

    def got_one_file(self, files):
        """How many got one whole file from its first byte to its last, and nothing else."""
        return sum(bytes(client.runs[0]) in files for client in self.clients)
