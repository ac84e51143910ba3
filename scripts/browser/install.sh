#!/bin/bash
# usage: scripts/browser/install.sh
# Puts what drives the browser (Playwright, with axe-core beside it) and reads what it prints into .build/browser; the browser itself is the system's.
# Says nothing and changes nothing when it is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly venv=.build/browser
readonly wanted=scripts/browser/requirements.txt
cmp --silent "$wanted" "$venv/requirements.txt" && [[ -x $venv/bin/python ]] && exit 0

rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
cp "$wanted" "$venv/requirements.txt"
