#!/usr/bin/env bash
# Measures what the plots show. Build the app first, and let nothing else run meanwhile. What is given beside the first argument
# is the benchmark's.
#
#   measure.sh clients   beside other servers by number of clients: some 14 minutes a round
#   measure.sh start     the first minute of a process: some 9 minutes a round
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

what=$1
shift
case $what in
    clients) set -- --only=catch-up,clients,idle "$@" ;;
    start) set -- --only=first-minute "$@" ;;
esac
exec java -cp ../../integration-tests/target/test-classes io.quarkiverse.tailsrv.it.bench.Benchmark \
    --rounds="${ROUNDS:-3}" --results="results/$what" "$@"
