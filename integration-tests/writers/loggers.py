"""Libraries for logging: a small program with each, which logs the lines of its input."""

import shutil
import subprocess
import sys
import time

from writer import PROGRAMS, Writer, run

LOGBACK, LOG4J, LUMBERJACK, WINSTON = "1.5.38", "2.25.5", "2.2.1", "3.19.0"


class Program(Writer):

    def command(self, home, path, size, every):
        raise NotImplementedError

    def prepare(self, home, path, size, every):
        self.path = path
        self.prepared = self.command(home, path, size, every)

    def start(self, demo):
        self.process = subprocess.Popen(self.prepared, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.write("The first line: a program that starts slowly would get all lines of that time at once")
        while not self.has_begun():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}")
            time.sleep(0.05)

    def has_begun(self):
        return any(file.stat().st_size for file in self.path.parent.glob(self.names(self.path)))

    def write(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Python(Program):

    def __init__(self, handler, name):
        super().__init__(f"Python {sys.version.split()[0]}, {name}")
        self.handler = handler

    def command(self, home, path, size, every):
        return [sys.executable, PROGRAMS / "lines.py", self.handler, path, str(size), str(every)]


def dependencies(home, listed):
    """Has them in the folder lib there; each is (group, artifact, version)."""
    written = "".join(f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
                      f"<version>{version}</version></dependency>" for group, artifact, version in listed)
    (home / "pom.xml").write_text(
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>rows</groupId>'
        f"<artifactId>rows</artifactId><version>1</version><dependencies>{written}</dependencies></project>")
    run("mvn", "--quiet", "--batch-mode", "dependency:copy-dependencies", "-DoutputDirectory=lib", cwd=home)


class Java(Program):
    """With a library behind SLF4J, and a configuration file for it."""

    def __init__(self, name, dependencies, property_name, configuration):
        super().__init__(name)
        self.dependencies = dependencies
        self.property_name = property_name
        self.configuration = configuration

    def command(self, home, path, size, every):
        dependencies(home, self.dependencies)
        written = home / "configuration.xml"
        written.write_text(self.configuration.replace("PATH", str(path)).replace("DIRECTORY", str(path.parent))
                           .replace("SIZE", str(size)))
        return ["java", "-cp", f"{home}/lib/*", f"-D{self.property_name}={written}", PROGRAMS / "Lines.java"]


class Lumberjack(Program):

    def __init__(self, compress):
        super().__init__(f"lumberjack {LUMBERJACK}" + (", Compress" if compress else ""))
        self.compress = compress

    def command(self, home, path, size, every):
        shutil.copy(PROGRAMS / "lines.go", home / "main.go")
        run("go", "mod", "init", "lines", cwd=home)
        run("go", "get", f"gopkg.in/natefinch/lumberjack.v2@v{LUMBERJACK}", cwd=home)
        run("go", "build", "-o", "lines", ".", cwd=home)
        return [home / "lines", path, str(size)] + (["compress"] if self.compress else [])


class Winston(Program):

    def __init__(self, tailable):
        super().__init__(f"winston {WINSTON}, maxsize" + (", tailable" if tailable else ""))
        self.tailable = tailable

    def command(self, home, path, size, every):
        install(home, f"winston@{WINSTON}")
        return ["node", home / "lines.js", path, str(size), str(self.tailable).lower()]


def install(home, *packages):
    run("npm", "install", "--silent", "--no-fund", "--no-audit", *packages, cwd=home)
    shutil.copy(PROGRAMS / "lines.js", home)


def logback(name, policies, file="<file>PATH</file>"):
    return Java(f"logback {LOGBACK}, {name}", [("ch.qos.logback", "logback-classic", LOGBACK)],
                "logback.configurationFile", f"""<configuration>
    <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
        {file}
        <encoder><pattern>%msg%n</pattern></encoder>
        {policies}
    </appender>
    <root level="INFO"><appender-ref ref="file"/></root>
</configuration>""")


def log4j(name, pattern, file='fileName="PATH"', strategy='DefaultRolloverStrategy max="50"'):
    return Java(f"log4j2 {LOG4J}, {name}", [("org.apache.logging.log4j", "log4j-slf4j2-impl", LOG4J)],
                "log4j2.configurationFile", f"""<Configuration>
    <Appenders>
        <RollingFile name="file" {file} filePattern="{pattern}">
            <PatternLayout pattern="%m%n"/>
            <SizeBasedTriggeringPolicy size="SIZE B"/>
            <{strategy}/>
        </RollingFile>
    </Appenders>
    <Loggers><Root level="INFO"><AppenderRef ref="file"/></Root></Loggers>
</Configuration>""")


LOGBACK_BY_TIME_AND_SIZE = """<rollingPolicy class="ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy">
            <fileNamePattern>PATH.%d.%i.gz</fileNamePattern><maxFileSize>SIZE</maxFileSize>
        </rollingPolicy>"""
LOGBACK_BY_SIZE = """<rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
            <fileNamePattern>PATH.%i</fileNamePattern><minIndex>1</minIndex><maxIndex>20</maxIndex>
        </rollingPolicy>
        <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
            <maxFileSize>SIZE</maxFileSize><checkIncrement>100 milliseconds</checkIncrement>
        </triggeringPolicy>"""

LOGGERS = [
    logback("SizeAndTimeBased, gz", LOGBACK_BY_TIME_AND_SIZE),
    logback("FixedWindow, checkIncrement", LOGBACK_BY_SIZE),
    log4j("RollingFile", "PATH.%i"),
    log4j("RollingFile, gz", "PATH.%i.gz"),
    Python("size", "RotatingFileHandler"),
    Python("time", "TimedRotatingFileHandler"),
    Lumberjack(compress=False),
    Lumberjack(compress=True),
    Winston(tailable=True),
    Winston(tailable=False),
]
