"""What every writer can do; each begins as this does nothing."""

import subprocess
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"


class Writer:
    """Writes the lines that it is given to a file, which it rotates by itself or has rotated.

    name       what the row says
    settings   what the demo app is told beside its servers
    pattern    of the files' names beside the path, if each has one of its own
    selection  which of these is served, where it is not the default
    seconds    how long it has to write at least, to rotate at all
    """

    settings = {}
    pattern = None
    selection = None
    seconds = 0

    def __init__(self, name):
        self.name = name

    def names(self, path):
        """A glob of what is served."""
        return self.pattern.replace("{latest}", "*") if self.pattern else path.name

    def prepare(self, home, path, size, every):
        """Installs what it needs into home; it is to rotate path when it has this size, or after so many seconds."""

    def start(self, demo):
        pass

    def write(self, line):
        raise NotImplementedError

    def rotate(self):
        """Called after so many seconds each, for what does not rotate by itself."""

    def stop(self):
        pass


def run(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stdout}")
    return done.stdout
