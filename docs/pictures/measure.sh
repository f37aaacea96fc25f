#!/usr/bin/env bash
# Measures what the plots show. Build the app first, and let nothing else run meanwhile. What is given beside the first argument
# is the benchmark's.
#
#   measure.sh clients   beside other servers by number of clients: some 11 minutes a round
#   measure.sh start     the first minute of a process: some 8 minutes a round
#
# The benchmark knows its own JDK only: afterwards, say in results/start/about.csv what each process ran on, as "software".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

what=${1-}
case $what in
    clients) set -- --only=catch-up,clients,idle "${@:2}" ;;
    start) set -- --only=first-minute "${@:2}" ;;
    *) echo "measure.sh: \"$what\" is not what the plots show; use clients or start" >&2 && exit 2 ;;
esac
exec java -cp ../../integration-tests/target/test-classes io.quarkiverse.tailsrv.it.bench.Benchmark \
    --rounds="${ROUNDS:-3}" --results="results/$what" "$@"
