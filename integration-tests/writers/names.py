"""Writers that never rename a file, nor go on with one: they begin the next one under another name."""

import shutil
import subprocess

from daemons import Web, free_port, version
from loggers import LOGBACK, LOG4J, WINSTON, Program, Winston, dependencies, install, log4j, logback
from writer import PROGRAMS, Writer, run

TOMCAT, DAILY, TRACING, TRACING_SUBSCRIBER, TRACING_APPENDER = "11.0.27", "5.0.0", "0.1.44", "0.3.23", "0.2.5"
POSTGRESQL = "/usr/lib/postgresql/15/bin"
MODIFIED = "latest-modified"


def served(pattern, writer, selection=None):
    writer.pattern = pattern
    writer.selection = selection
    return writer


class Piped(Program):
    """Reads lines, and is installed as it is."""

    def __init__(self, name, *started_by):
        super().__init__(name)
        self.started_by = started_by

    def command(self, home, path, size, every):
        return [part.replace("DIRECTORY", str(path.parent)).replace("EVERY", f"{max(1, round(every))}")
                .replace("SIZE", str(size)) for part in self.started_by]


class DailyWinston(Program):

    def __init__(self):
        super().__init__(f"winston-daily-rotate-file {DAILY}, each second")

    def command(self, home, path, size, every):
        install(home, f"winston@{WINSTON}", f"winston-daily-rotate-file@{DAILY}")
        return ["node", home / "lines.js", path.with_name("app-%DATE%.log"), "YYYYMMDD-HHmmss", "dated"]


class Tracing(Program):

    seconds = 150

    def __init__(self):
        super().__init__(f"tracing-appender {TRACING_APPENDER} (Rust), minutely")

    def command(self, home, path, size, every):
        (home / "src").mkdir()
        shutil.copy(PROGRAMS / "lines.rs", home / "src" / "main.rs")
        (home / "Cargo.toml").write_text(f"""[package]
name = "lines"
version = "0.0.0"
edition = "2021"

[dependencies]
tracing = "={TRACING}"
tracing-appender = "={TRACING_APPENDER}"
tracing-subscriber = {{ version = "={TRACING_SUBSCRIBER}", default-features = false, features = ["fmt"] }}
""")
        run("cargo", "build", "--quiet", cwd=home)
        return [home / "target" / "debug" / "lines", path.parent]


class DiskLog(Program):

    def __init__(self, files):
        super().__init__(f"Erlang/OTP {version('dpkg-query', '--show', 'erlang-base')}, disk_log, wrap, {files} files")
        self.files = files

    def command(self, home, path, size, every):
        return ["escript", PROGRAMS / "lines.escript", path, str(size), str(self.files)]


class Tomcat(Web):
    """Its access log; each line is a request."""

    def __init__(self, buffered):
        Writer.__init__(self, f"Tomcat {TOMCAT}, access log, each second" + ("" if buffered else ", buffered=false"))
        self.buffered = buffered

    def prepare(self, home, path, size, every):
        dependencies(home, [("org.apache.tomcat.embed", "tomcat-embed-core", TOMCAT)])
        self.port = free_port()
        self.command = ["java", "-cp", f"{home}/lib/*", PROGRAMS / "AccessLog.java", str(self.port), home, path.parent,
                        str(self.buffered).lower()]

    def rotate(self):
        pass  # by itself


class Postgresql(Writer):
    """Its log; each line is raised by a statement."""

    def __init__(self):
        super().__init__(f"PostgreSQL {version(POSTGRESQL + '/postgres', '--version')}, csvlog, by size")

    def prepare(self, home, path, size, every):
        self.home = home
        shutil.chown(home, "postgres")
        shutil.chown(path.parent, "postgres")
        self.as_postgres("initdb", "--auth=trust", "--no-sync", home / "data")
        with open(home / "data" / "postgresql.conf", "a") as configuration:
            configuration.write(f"""listen_addresses = ''
unix_socket_directories = '{home}'
logging_collector = on
log_destination = 'csvlog'
log_directory = '{path.parent}'
log_filename = 'app-%Y%m%d-%H%M%S.log'
log_rotation_size = '{4 * size // 1024}kB'
log_error_verbosity = terse
log_min_error_statement = panic
fsync = off
""")

    def as_postgres(self, program, *arguments):
        run("runuser", "--user", "postgres", "--", f"{POSTGRESQL}/{program}", *arguments, cwd=self.home)

    def start(self, demo):
        self.as_postgres("pg_ctl", "--pgdata", self.home / "data", "--wait", "start", "--log", self.home / "errors")
        self.client = subprocess.Popen([f"{POSTGRESQL}/psql", "--quiet", "--host", self.home, "--username", "postgres"],
                                       stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def write(self, line):
        self.client.stdin.write(f"DO $$BEGIN RAISE LOG '{line}'; END$$;\n")
        self.client.stdin.flush()

    def stop(self):
        self.client.stdin.close()
        self.client.wait()
        self.as_postgres("pg_ctl", "--pgdata", self.home / "data", "--wait", "stop")


NAMES = [
    served("app-{latest}.log", Piped(f"rotatelogs {version('dpkg-query', '--show', 'apache2-utils')}",
                                     "rotatelogs", "DIRECTORY/app-%Y%m%d-%H%M%S.log", "EVERY")),
    served("app.log{latest}", Piped(f"rotatelogs {version('dpkg-query', '--show', 'apache2-utils')}, -n 4",
                                    "rotatelogs", "-n", "4", "DIRECTORY/app.log", "EVERY"), MODIFIED),
    served("app-{latest}.log", Piped(f"cronolog {version('dpkg-query', '--show', 'cronolog')}, each second",
                                     "cronolog", "DIRECTORY/app-%Y%m%d-%H%M%S.log")),
    served("app{latest}.log", Winston(tailable=False)),
    served("app-{latest}.log", DailyWinston()),
    served("app-{latest}.log", logback("TimeBased without file, each second", """<rollingPolicy
            class="ch.qos.logback.core.rolling.TimeBasedRollingPolicy">
            <fileNamePattern>DIRECTORY/app-%d{yyyyMMdd-HHmmss}.log</fileNamePattern>
        </rollingPolicy>""", file="")),
    served("app-{latest}.log", log4j("DirectWrite", "DIRECTORY/app-%d{yyyyMMdd}-%i.log", file="",
                                     strategy='DirectWriteRolloverStrategy maxFiles="50"')),
    served("app.{latest}.log", Tracing()),
    served("app.log.[0-9]*", DiskLog(4), MODIFIED),
    served("app-{latest}.log", Tomcat(buffered=True)),
    served("app-{latest}.log", Tomcat(buffered=False)),
    served("app-{latest}.csv", Postgresql()),
]
