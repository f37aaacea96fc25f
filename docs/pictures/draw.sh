#!/usr/bin/env bash
# Draws the pictures of the pages, light and dark: the diagrams, and the plots of what measure.sh has measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

npm install --no-audit --no-fund --no-package-lock --silent
node draw.mjs ../modules/ROOT/assets/images
