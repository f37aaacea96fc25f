"""Programs that are told when their file was renamed, and logrotate, which renames or truncates it."""

import os
import re
import signal
import socket
import subprocess
import time

from loggers import Program, Python
from quarkus import Requests
from writer import Writer, run

VERSION = re.compile(r"\d+\.\d+[.\d]*\b")

def version(*command):
    """What it says of itself; it need not be installed, as long as it is not asked to write."""
    try:
        return VERSION.search(run(*command))[0]
    except (FileNotFoundError, RuntimeError):
        return "not installed"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def connect(port):
    for _ in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise RuntimeError(f"Nothing listens on {port}")


class Daemon(Writer):
    """Its log is renamed, and it is sent a signal."""

    def __init__(self, name, number, signal_number):
        super().__init__(f"{name} {number}, {signal_number.name}")
        self.signal_number = signal_number

    def prepare(self, home, path, size, every):
        self.path = path
        self.port = free_port()
        configuration = home / "configuration"
        configuration.write_text(self.configuration(home))
        self.command = self.started_by(configuration, home)

    def start(self, demo):
        self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        connect(self.port).close()
        self.connected()

    def rotate(self):
        os.rename(self.path, f"{self.path}.{time.monotonic()}")
        self.process.send_signal(self.signal_number)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Web(Daemon):

    def connected(self):
        self.requests = Requests(self.port)

    def write(self, line):
        self.requests.write(line)


class Nginx(Web):

    def __init__(self):
        super().__init__("nginx", version("/usr/sbin/nginx", "-v"), signal.SIGUSR1)

    def configuration(self, home):
        return f"""daemon off; pid {home}/pid; error_log {home}/error; events {{ }}
http {{
    log_format uri $request_uri;
    keepalive_requests 100000000;
    server {{ listen 127.0.0.1:{self.port}; access_log {self.path} uri; return 204; }}
}}"""

    def started_by(self, configuration, home):
        return ["/usr/sbin/nginx", "-c", configuration, "-e", home / "error"]


class Httpd(Web):

    def __init__(self):
        super().__init__("httpd", version("/usr/sbin/apache2", "-v"), signal.SIGUSR1)

    def configuration(self, home):
        return f"""ServerName localhost
PidFile {home}/pid
ErrorLog {home}/error
Listen 127.0.0.1:{self.port}
MaxKeepAliveRequests 0
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
User nobody
DocumentRoot {home}
CustomLog {self.path} %U
"""

    def started_by(self, configuration, home):
        return ["/usr/sbin/apache2", "-DFOREGROUND", "-f", configuration]

    def write(self, line):
        try:
            super().write(line)
        except OSError:  # It closes connections when it is told to rotate
            self.connected()
            super().write(line)


class Rsyslog(Daemon):

    def __init__(self):
        super().__init__("rsyslog", version("/usr/sbin/rsyslogd", "-v"), signal.SIGHUP)

    def configuration(self, home):
        return f"""global(workDirectory="{home}")
module(load="imtcp")
input(type="imtcp" address="127.0.0.1" port="{self.port}")
template(name="line" type="string" string="%msg:2:$%\\n")
action(type="omfile" file="{self.path}" template="line")
"""

    def started_by(self, configuration, home):
        return ["/usr/sbin/rsyslogd", "-n", "-f", configuration, "-i", home / "pid"]

    def connected(self):
        self.connection = connect(self.port)

    def write(self, line):
        self.connection.sendall(f"<13>lines: {line}\n".encode())


class Cat(Program):
    """Appends, and never opens a new file."""

    def __init__(self, operator):
        super().__init__(f"sh, {operator}")
        self.operator = operator

    def command(self, home, path, size, every):
        return ["sh", "-c", f'exec cat {self.operator} "$0"', path]


class Logrotate(Writer):

    def __init__(self, mode, writer):
        super().__init__(f"logrotate {version('/usr/sbin/logrotate', '--version')}, {mode}; {writer.name}")
        self.mode = mode
        self.writer = writer

    def prepare(self, home, path, size, every):
        self.home = home
        (home / "rotate").write_text(f"{path} {{\n rotate 50\n {self.mode}\n}}\n")
        self.writer.prepare(home, path, size, every)

    def start(self, demo):
        self.writer.start(demo)

    def write(self, line):
        self.writer.write(line)

    def rotate(self):
        run("/usr/sbin/logrotate", "--force", "--state", self.home / "state", self.home / "rotate")

    def stop(self):
        self.writer.stop()


DAEMONS = [
    Logrotate("create", Python("watched", "WatchedFileHandler")),
    Logrotate("nocreate", Python("watched", "WatchedFileHandler")),
    Logrotate("copytruncate", Cat(">>")),
    Logrotate("copytruncate", Cat(">")),
    Logrotate("create", Cat(">>")),
    Nginx(),
    Httpd(),
    Rsyslog(),
]
