#!/usr/bin/env bash
# Counts the instructions of the hot paths under Valgrind and holds them to Benchmarks/instructions.txt.
#
# Each path runs twice, with a small count and a large one; the difference divided by the additional operations is the path's own cost,
# without the start. The same program gives the same number within a few tenths of a per cent, on a busy machine too; another compiler,
# another C library or another processor (BoringSSL chooses its code by it) may give another one.
#
#   Benchmarks/instructions.sh            compares; exits 1 when a path takes over 3 % more than it may
#   Benchmarks/instructions.sh --update   writes the numbers of this machine into Benchmarks/instructions.txt
#   BENCH_TOOL                            the program; default .build/release/postduif-bench
set -euo pipefail
cd "$(dirname "$0")/.."

tool=${BENCH_TOOL:-.build/release/postduif-bench}
list=Benchmarks/instructions.txt
few=200
many=1200
over=3
better=10

[ -x "$tool" ] || { echo "instructions: $tool is missing; 'make instructions' builds it" >&2; exit 1; }
command -v valgrind > /dev/null || { echo "instructions: valgrind is missing; 'make instructions' installs it" >&2; exit 1; }

work=$(mktemp -d /tmp/postduif-instructions-XXXXXX)
trap 'rm -rf "$work"' EXIT
# Without its symbols: Valgrind starts in a tenth of the time, and older ones cannot read what Swift writes for debuggers.
strip -o "$work/postduif-bench" "$tool" 2> /dev/null || cp "$tool" "$work/postduif-bench"

# A hash's seed is drawn anew in each process otherwise: a dictionary then costs one per cent more or less.
count() { # path, how often
  SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
    "$work/postduif-bench" path "$1" --count "$2" > "$work/$1.$2" 2>&1 ||
    { head -20 "$work/$1.$2" >&2; echo "instructions: path $1 failed" >&2; return 1; }
}

# Instructions of one operation.
cost() { # path
  count "$1" "$few" &
  count "$1" "$many"
  wait $!
  awk -v few="$few" -v many="$many" '/I +refs:/ { gsub(/,/, "", $NF); n[FILENAME] = $NF; last = FILENAME; if (!first) first = last }
    END { printf "%.0f", (n[last] - n[first]) / (many - few) }' "$work/$1.$few" "$work/$1.$many"
}

verdict() { # cost, at most
  awk -v c="$1" -v m="$2" -v over="$over" -v better="$better" 'BEGIN {
    d = (c / m - 1) * 100
    printf "%+.1f %%%s\n", d, (d > over ? " TOO MANY" : (d < -better ? " (better: run Benchmarks/instructions.sh --update)" : "")) }'
}

update=no
[ "${1:-}" = --update ] && update=yes
failed=0
printf '%-12s %14s %14s\n' "path" "instructions" "known"
while read -r path known; do
  case $path in '#'* | '') [ "$update" = no ] || echo "$path${known:+ $known}" >> "$work/list"; continue ;; esac
  cost=$(cost "$path")
  [[ $cost =~ ^[1-9][0-9]*$ ]] || { echo "instructions: no count for $path" >&2; exit 1; }
  said=$(verdict "$cost" "$known")
  printf '%-12s %14s %14s %s\n' "$path" "$cost" "$known" "$said"
  case $said in *TOO*) failed=$((failed + 1)) ;; esac
  printf '%-10s %9s\n' "$path" "$cost" >> "$work/list"
done < "$list"

if [ "$update" = yes ]; then
  cp "$work/list" "$list"
  echo "$list is written anew"
elif [ "$failed" -gt 0 ]; then
  echo "$failed over by more than $over %: find out why; if it must be so, run Benchmarks/instructions.sh --update and say so in the change"
  exit 1
fi
