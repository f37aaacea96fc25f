#!/usr/bin/env bash
# Draws the diagrams of the pages, light and dark.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

npm install --no-audit --no-fund --no-package-lock --silent
node draw.mjs ../modules/ROOT/assets/images
