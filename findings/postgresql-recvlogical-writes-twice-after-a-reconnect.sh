#!/usr/bin/env bash
# PostgreSQL 15: when pg_recvlogical has lost its connection and is back, its file gets transactions again that it already has.
#
# pg_recvlogical writes the changes of a database to a file, and reconnects by itself, five seconds later. It asks for the
# changes behind the last place that it has told the server, not behind the last that it has written; by default it tells every
# ten seconds. So a connection that is cut, by a proxy, a failover or an administrator, puts up to ten seconds of changes into
# the file twice, with no mark in between. Its status and its messages tell of the connection only, and its manual does not say
# it. --status-interval=1 makes it a second. In 2026 a patch was proposed that has it ask behind what it has flushed.
# A line is the same in both places: include-lsn or include-xids of the output plug-in tells which is which.
# Here three transactions come before the connection is cut, and one later.
#
# Needs Debian 12; as root it takes the user "nobody". Takes 20 seconds, and 150 MB. Seen with postgresql-15 15.20-0+deb12u1.
# What we do: the file is served as it is; the page on loggers says what its readers must be ready for.
set -euo pipefail
work=$(mktemp --directory)
cd "$work"
chmod 755 .
as_user=()
[ "$(id --user)" != 0 ] || as_user=(setpriv --reuid=nobody --clear-groups)
programs=$work/usr/lib/postgresql/15/bin
finish() {
    [ -z "${receiver:-}" ] || kill "$receiver" 2> /dev/null || true
    "${as_user[@]}" "$programs/pg_ctl" --pgdata="$work/home/data" --mode=immediate stop > /dev/null 2>&1 || true
    wait
    rm --force --recursive "$work"
}
trap finish EXIT

apt-get --quiet --quiet -o APT::Sandbox::User=root download postgresql-15=15.20-0+deb12u1 \
    postgresql-client-15=15.20-0+deb12u1 libpq5=15.20-0+deb12u1 libicu72=72.1-3+deb12u1 libxml2=2.9.14+dfsg-1.3~deb12u6 \
    libldap-2.5-0=2.5.13+dfsg-5 libsasl2-2=2.1.28+dfsg-10+deb12u1 > apt.log 2>&1 \
    || { cat apt.log; exit 1; }
for package in *.deb; do dpkg-deb --extract "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$work/usr/lib" -name 'libpq.so.5')")
export LD_LIBRARY_PATH PGHOST=$work/home PGUSER=postgres PGDATABASE=postgres
unset PGPORT PGOPTIONS PGSERVICE

mkdir home
[ "${#as_user[@]}" = 0 ] || chown nobody home
run() { timeout 60 "${as_user[@]}" "$@"; }
run "$programs/initdb" --pgdata=home/data --auth=trust --username=postgres --no-sync > initdb.log 2>&1 \
    || { cat initdb.log; exit 1; }
cat >> home/data/postgresql.conf <<CONF
fsync = off
jit = off
listen_addresses = ''
unix_socket_directories = '$work/home'
wal_level = logical
CONF
run "$programs/pg_ctl" --pgdata="$work/home/data" --log="$work/home/log" --wait start > start.log \
    || { cat start.log home/log; exit 1; }
query() { run "$programs/psql" --no-psqlrc --quiet --tuples-only --no-align --command="$1"; }

query "CREATE TABLE numbers (n int)"
run "$programs/pg_recvlogical" --dbname=postgres --slot=changes --create-slot --plugin=test_decoding
"${as_user[@]}" "$programs/pg_recvlogical" --dbname=postgres --slot=changes --start \
    --file="$work/home/changes" --option=include-xids=0 2> messages &
receiver=$!

await() { # How often "COMMIT" is to be in the file, within 20 seconds
    for _ in {1..200}; do
        [ "$(grep --count COMMIT home/changes 2> /dev/null || true)" -lt "$1" ] || return 0
        sleep 0.1
    done
}
for number in 1 2 3; do query "INSERT INTO numbers VALUES ($number)"; done
await 3
query "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_replication" > /dev/null
query "INSERT INTO numbers VALUES (4)"
await 7

{
    "$programs/pg_recvlogical" --version | cut --delimiter=' ' --fields=1-3
    echo "in the table: $(query "SELECT string_agg(n::text, ' ' ORDER BY n) FROM numbers")"
    echo "in the file: $(sed --quiet 's/.*INSERT.*://p' home/changes | paste --serial --delimiter=' ')"
    grep disconnected messages
} | tee seen
diff - seen <<'SEEN' || { echo "This has changed"; exit 1; }
pg_recvlogical (PostgreSQL) 15.20
in the table: 1 2 3 4
in the file: 1 2 3 1 2 3 4
pg_recvlogical: disconnected; waiting 5 seconds to try again
SEEN
