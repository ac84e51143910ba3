#!/bin/bash
# usage: scripts/sanitize.sh thread|address [options of swift test]
# Builds the tests with a sanitizer, in a folder of their own, and runs the suites where it can find something.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly sanitizer=${1:?thread or address}
shift
readonly suites='SimulationTests|FuzzTests|DeliveryTests|StoreConformanceTests|SubmissionTests|APITests'
readonly scratch=$PWD/.build/sanitize-$sanitizer

# Slower by ten times and more: fewer of the stories and inputs that one number decides.
export SIMULATION_SEEDS=${SIMULATION_SEEDS:-100}
export FUZZ_RUNS=${FUZZ_RUNS:-2000}
export TSAN_OPTIONS="halt_on_error=0 history_size=4 suppressions=$PWD/scripts/thread-sanitizer.txt"
# What a process keeps until its end is no leak here: Swift's metadata and libcurl's global state.
export ASAN_OPTIONS=detect_leaks=0

swift build --build-tests --sanitize="$sanitizer" --scratch-path "$scratch"
if [[ $sanitizer == thread ]]; then
    # The compiler's own clang: the calling convention is Swift's.
    "$(dirname "$(readlink -f "$(command -v swift)")")/clang" -shared -fPIC -O1 -o "$scratch/mutex.so" Tests/Shims/mutex.c -ldl
    export LD_PRELOAD=$scratch/mutex.so
fi
exec swift test --skip-build --sanitize="$sanitizer" --scratch-path "$scratch" --filter "$suites" "$@"
