#!/usr/bin/env python3
"""Prints the rows of the page "With your logger": how writers rotate their files, and what clients get of them.

    mvn -q package -DskipTests
    integration-tests/writers/rows.py                       all of them
    integration-tests/writers/rows.py logback nginx         those whose name begins so
    integration-tests/writers/rows.py --every 0.5 quarkus   rotated each half second
    integration-tests/writers/rows.py --set rotation-grace=0.1S quarkus

Each writer gets numbered lines, and rotates some ten times. The demo app serves its file, with a server for each policy, to one
client that comes back when it is closed (close), to one that stays (follow), and to a new one each second (linger). A row has
how many lines the clients did not get, and how many of the clients of linger got exactly one whole file. A writer that gives
each file a name of its own is served by a pattern, which the row has instead of linger.

Needs Linux, Python 3.11, JDK 17, Maven, Node with npm, Go, Cargo, and Debian's packages logrotate, nginx-light, apache2-bin,
apache2-utils, rsyslog, cronolog, erlang-base and postgresql; root, as logrotate and httpd want it. Libraries of fixed versions go
to a temporary folder. Half a minute for each writer, and two minutes for those that rotate each minute.
No build runs this: it takes long, and what it finds depends on the load of the machine.
"""

import argparse
import tempfile
import time
from pathlib import Path

from clients import Client, Series
from daemons import DAEMONS
from demo import Demo
from loggers import LOGGERS
from names import NAMES
from observer import Names, Observer
from quarkus import QUARKUS
from stream import Received, line

WRITERS = QUARKUS + LOGGERS + DAEMONS + NAMES
LINES_A_SECOND = 500
QUIET_SECONDS = 3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="how the names of writers begin")
    parser.add_argument("--every", type=float, default=2, help="seconds from rotation to rotation (2)")
    parser.add_argument("--seconds", type=float, default=20, help="how long each writer writes (20)")
    parser.add_argument("--set", action="append", default=[], help="a setting of the servers, as poll-interval=0.1S")
    return parser.parse_args()


def feed(writer, every, seconds):
    """Has it write and rotate; returns how many lines it was given."""
    started = time.monotonic()
    rotated = number = 0
    while (passed := time.monotonic() - started) < seconds:
        if passed >= (rotated + 1) * every:
            rotated += 1
            writer.rotate()
        while number < passed * LINES_A_SECOND:
            writer.write(line(number))
            number += 1
        time.sleep(0.005)
    return number


def serve(writer, path, options):
    defaults = dict(setting.split("=", 1) for setting in options.set)
    served = path.with_name(writer.pattern or path.name)
    return Demo(served, writer.selection, {f"quarkus.tailsrv.{key}": value for key, value in defaults.items()} | writer.settings)


def row(writer, home, options):
    path = home / "logs" / "app.log"
    path.parent.mkdir(mode=0o755)
    size = int(options.every * LINES_A_SECOND * (len(line(0)) + 1))
    writer.prepare(home, path, size, options.every)
    demo = serve(writer, path, options)
    try:
        observer = Names(path.parent, writer.names(path)) if writer.pattern else Observer(path)
        writer.start(demo)
        clients = {policy: Client(demo.ports[policy]) for policy in ("close", "follow")}
        series = Series(demo.ports["linger"])
        written = feed(writer, options.every, max(options.seconds, writer.seconds))
        writer.stop()
        await_quiet(clients.values())
        series.stop()
        print_row(writer, observer, {name: Received(client.runs, written) for name, client in clients.items()},
                  last_cell(writer, observer, series), written)
    finally:
        demo.stop()


def last_cell(writer, observer, series):
    if writer.pattern:
        return writer.pattern + (f" {writer.selection}" if writer.selection else "")
    return f"{series.got_one_file(observer.files())} of {len(series.clients)}"


def await_quiet(clients):
    while any(time.monotonic() - client.last < QUIET_SECONDS for client in clients):
        time.sleep(0.1)
    for client in clients:
        client.stopped = True
        client.join()


def print_row(writer, observer, received, last, written):
    print(f"\n// of {written} lines, {observer.rotations.total()} rotations")
    for cell in (writer.name, observer, received["close"], received["follow"], last):
        print(f"|{cell}", flush=True)


def main():
    options = arguments()
    for writer in WRITERS:
        if not options.names or any(writer.name.lower().startswith(name.lower()) for name in options.names):
            with tempfile.TemporaryDirectory() as home:
                Path(home).chmod(0o755)
                row(writer, Path(home), options)


main()
