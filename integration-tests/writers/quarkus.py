"""Quarkus' own log file, in the application that serves it: each line is a request, which the access log has."""

import http.client

from writer import Writer


class Requests:
    """Lines for what logs requests: one a line, on one connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def write(self, line):
        self.connection.request("GET", "/" + line)
        self.connection.getresponse().read()


class Quarkus(Writer):

    def __init__(self, name, more):
        super().__init__("Quarkus 3.33.2, " + name)
        self.more = more

    def prepare(self, home, path, size, every):
        self.settings = {"quarkus.log.file.enabled": "true", "quarkus.log.file.path": path,
                         "quarkus.http.access-log.enabled": "true", "quarkus.http.access-log.pattern": "%R",
                         "quarkus.log.file.format": "%s%n", "quarkus.log.file.rotation.max-file-size": f"{size}",
                         "quarkus.log.file.rotation.max-backup-index": "50"} | self.more

    def start(self, demo):
        self.requests = Requests(demo.http)

    def write(self, line):
        self.requests.write(line)


SUFFIX = "quarkus.log.file.rotation.file-suffix"
QUARKUS = [
    Quarkus("by size", {}),
    Quarkus("by size and date", {SUFFIX: ".yyyy-MM-dd"}),
    Quarkus("by size and date, gz", {SUFFIX: ".yyyy-MM-dd.gz"}),
    Quarkus("by size and date, gz, async", {SUFFIX: ".yyyy-MM-dd.gz", "quarkus.log.file.async.enabled": "true"}),
]
