"""The packaged demo app, with a server for each policy on the same file."""

import re
import subprocess
import threading
from pathlib import Path

APP = Path(__file__).parent.parent / "target" / "quarkus-app" / "quarkus-run.jar"
POLICIES = ("close", "follow", "linger")
TAILING = re.compile(r'(?:Tailing|Waiting for) .* on \S+:(\d+) .* as "(\w+)"')
HTTP = re.compile(r"Listening on: http://localhost:(\d+)")


class Demo:

    def __init__(self, path, selection, settings):
        properties = {"quarkus.tailsrv.active": "false", "quarkus.tailsrv.host": "127.0.0.1", "quarkus.http.port": "0",
                      "quarkus.log.file.enabled": "false",
                      'quarkus.log.category."io.quarkiverse.tailsrv.it".level': "OFF"}
        for policy in POLICIES:
            properties |= {f'quarkus.tailsrv."{policy}".file': path, f'quarkus.tailsrv."{policy}".port': 0,
                           f'quarkus.tailsrv."{policy}".on-rotation': policy}
            if selection:
                properties[f'quarkus.tailsrv."{policy}".file-selection'] = selection
        given = [f"-D{key}={value}" for key, value in (properties | settings).items()]
        self.process = subprocess.Popen(["java", *given, "-jar", APP], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True)
        self.ports = {}
        self.lines = []
        self.read_until_started()
        threading.Thread(target=self.lines.extend, args=[self.process.stdout], daemon=True).start()

    def read_until_started(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if found := TAILING.search(line):
                self.ports[found[2]] = int(found[1])
            if found := HTTP.search(line):
                self.http = int(found[1])
            if "Installed features" in line:
                return
        raise RuntimeError("The demo app did not start:\n" + "".join(self.lines))

    def stop(self):
        self.process.terminate()
        self.process.wait()
