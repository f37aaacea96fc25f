#!/usr/bin/env bash
# Builds the pages as Antora does, as a part of a site, and checks that each of their links to each other leads somewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

npm install --no-audit --no-fund --no-package-lock --silent
rm -rf ../target/site
mkdir -p ../target
npx antora --log-level=info --log-format=json playbook.yml 2>&1 | tee ../target/antora.log
if grep --quiet 'possible invalid reference' ../target/antora.log; then # which is no more than information to Antora
    echo "A reference within a page leads nowhere: see above"
    exit 1
fi
npx linkinator quarkus-tailsrv/dev/ --server-root ../target/site --recurse --check-fragments \
    --skip '^https?://(?!localhost)' --skip localhost:8080 --verbosity error
