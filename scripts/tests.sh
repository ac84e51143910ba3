#!/bin/bash
# usage: scripts/tests.sh [options of swift test]
# Runs built tests and passes on what they print. What failed is kept in .build/failed-tests.txt, one run after the other: it stands between
# thousands of lines of what did not.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
readonly log
trap 'rm -f "$log"' EXIT

swift test --skip-build "$@" 2>&1 | tee "$log"
readonly code=${PIPESTATUS[0]}
if ((code != 0)); then
    {
        printf 'swift test %s\n' "$*"
        grep -E '^✘|^↳|Fatal error|error:' "$log" | grep -v 'Testing Library Version\|Target Platform' | tail -n 40
    } >>.build/failed-tests.txt
fi
exit "$code"
