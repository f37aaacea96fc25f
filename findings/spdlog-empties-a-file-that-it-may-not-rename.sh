#!/usr/bin/env bash
# spdlog 1.10: where a program may write its log but not rename it, the rotating sink empties the file when it is full; Python's
# RotatingFileHandler writes nothing any more.
#
# That is how a log in /var/log is often set up: the folder is root's, and an empty file in it was given to the program's user.
# All is well until the file is full for the first time. Then spdlog tries to rename, waits 0.1 seconds, tries again, and opens
# the file truncating it: what was in there exists nowhere any more, and so each time. It loses the line that was to be written
# as well. Its error handler says on the standard error, once a second, that renaming failed, and not what it did to the file.
# RotatingFileHandler keeps the file and drops each further line, with a traceback on the standard error.
# Quarkus' log manager 3.2.1, logback 1.5.38, log4j2 2.25.5 and log4js 6.9.1 go on in the file that is too long: no line was
# missing.
# Here 100 lines are written by a user who may not write the folder, with room for about 1,000 bytes.
#
# Needs Debian 12 and g++ with libstdc++. As root it takes the user "nobody". Takes 20 seconds. Seen with libspdlog1.10
# 1:1.10.0+ds-0.4 and python3.11-minimal 3.11.2-6+deb12u9: of 100 lines, the last 15 are left by spdlog, and the
# first 16 by Python.
# What we do: clients get what a look has seen before the file was emptied; the page on loggers says what each writer does then.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm --force --recursive "$work"' EXIT
cd "$work"
chmod 755 .

apt-get --quiet --quiet -o APT::Sandbox::User=root download libspdlog-dev=1:1.10.0+ds-0.4 libspdlog1.10=1:1.10.0+ds-0.4 \
    libfmt-dev=9.1.0+ds1-2 libfmt9=9.1.0+ds1-2 python3.11-minimal=3.11.2-6+deb12u9 libpython3.11-minimal=3.11.2-6+deb12u9 \
    libpython3.11-stdlib=3.11.2-6+deb12u9 > apt.log 2>&1 || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done
libraries=$work/usr/lib/$(gcc -print-multiarch)

cat > log.cpp <<'CPP'
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

int main(int, char **arguments) {
    auto log = spdlog::rotating_logger_mt("log", arguments[1], 1000, 3);
    log->set_pattern("%v");
    log->flush_on(spdlog::level::info);
    for (int line = 0; line < 100; line++) {
        log->info("line {:2} {}", line, std::string(50, '-'));
    }
}
CPP
g++ -std=c++17 -DSPDLOG_COMPILED_LIB -DSPDLOG_FMT_EXTERNAL -isystem usr/include log.cpp -o log \
    -L "$libraries" -lspdlog -lfmt -pthread

cat > log.py <<'PYTHON'
import logging.handlers
import sys

log = logging.getLogger()
log.addHandler(logging.handlers.RotatingFileHandler(sys.argv[1], maxBytes=1000, backupCount=3))
log.setLevel(logging.INFO)
for line in range(100):
    log.info("line %2d %s", line, "-" * 50)
PYTHON

as_user=()
[ "$(id --user)" != 0 ] || as_user=(setpriv --reuid=nobody --clear-groups)

write() { # What it is called, whether its folder can be written, and the program
    what=$1
    mode=$2
    shift 2
    mkdir folder
    : > folder/app.log
    [ "${#as_user[@]}" = 0 ] || chown nobody folder folder/app.log
    chmod "$mode" folder
    LD_LIBRARY_PATH=$libraries timeout 30 "${as_user[@]}" "$@" "$work/folder/app.log" 2> errors
    chmod 755 folder
    cat $(ls -v -r folder/*) | cut --characters=1-7 > lines
    echo "$what: $(head -n 1 lines) to $(tail -n 1 lines), $(wc --lines < lines) lines in $(ls folder | wc --lines) files;" \
        "$([ -s errors ] && echo "errors told" || echo "no error told")"
    rm -r folder
}

{
    write "spdlog, may write the folder" 755 ./log
    write "spdlog, may not" 555 ./log
    write "Python, may not" 555 usr/bin/python3.11 log.py
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
spdlog, may write the folder: line 48 to line 99, 52 lines in 4 files; no error told
spdlog, may not: line 85 to line 99, 15 lines in 1 files; errors told
Python, may not: line  0 to line 15, 16 lines in 1 files; errors told
SEEN
