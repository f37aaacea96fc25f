"""Logs each line of its input: lines.py HANDLER PATH BYTES SECONDS"""

import logging
import logging.handlers
import sys

kind, path, size, seconds = sys.argv[1:]
HANDLERS = {
    "size": lambda: logging.handlers.RotatingFileHandler(path, maxBytes=int(size), backupCount=50),
    "time": lambda: logging.handlers.TimedRotatingFileHandler(path, when="S", interval=max(1, round(float(seconds)))),
    "watched": lambda: logging.handlers.WatchedFileHandler(path),
}
logging.basicConfig(handlers=[HANDLERS[kind]()], format="%(message)s", level=logging.INFO)
for line in sys.stdin:
    logging.info(line.rstrip())
