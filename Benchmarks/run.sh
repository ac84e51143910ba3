#!/usr/bin/env bash
# Measures Postduif beside its peers on this machine and one sink (Postfix's smtp-sink), and prints one table: medians of the rounds,
# the ratio to each peer, and the mark beside it. Nothing fails for being slow; what is below its mark is said. All stays on loopback.
#
#   (a) accept: durable POST /v1/codes from 64 connections, beside Hummingbird's empty route and the design alone
#   (b) the same until the sink has them all
#   (c) drain of a stored backlog   (d) the bound: our dialogue alone   (e) Postfix   (f) code latency, alone and while (c) drains
#   (g) a million waiting entries   (h) rendering beside a Mustache library   (i) instructions of the hot paths
#
# Settings, all optional:
#   BENCH_PARTS=abcdefghi            the parts to run; (a) and (b) are one
#   BENCH_ROUNDS=3                  rounds of each part
#   BENCH_SECONDS=10                length of (a)
#   BENCH_CONNECTIONS=8             relay connections of the service, and connections of (d)
#   BENCH_BACKLOG=100000            links of (c), and behind the codes of (f)
#   BENCH_BOUND_MESSAGES=100000     messages of (d)
#   BENCH_POSTFIX_MESSAGES=5000     messages of (e)
#   BENCH_CODE_RATE=200             codes a second in (f)
#   BENCH_LATENCY_SECONDS=10        how long codes are asked for in (f)
#   BENCH_WAITING=1000000           entries of (g)
#   BENCH_BINARY, BENCH_TOOL        the programs; default .build/release/postduif and postduif-bench
#   BENCH_DIRECTORY=/tmp            where spools are made; (g) takes about 2 GB
set -euo pipefail
cd "$(dirname "$0")/.."

parts=${BENCH_PARTS:-abcdefghi}
rounds=${BENCH_ROUNDS:-3}
seconds=${BENCH_SECONDS:-10}
connections=${BENCH_CONNECTIONS:-8}
backlog=${BENCH_BACKLOG:-100000}
bound_messages=${BENCH_BOUND_MESSAGES:-100000}
postfix_messages=${BENCH_POSTFIX_MESSAGES:-5000}
code_rate=${BENCH_CODE_RATE:-200}
latency_seconds=${BENCH_LATENCY_SECONDS:-10}
waiting=${BENCH_WAITING:-1000000}
binary=${BENCH_BINARY:-.build/release/postduif}
tool=${BENCH_TOOL:-.build/release/postduif-bench}
http_port=18080 peer_port=18081 sink_port=12525 postfix_port=12526

for program in "$binary" "$tool"; do
  [ -x "$program" ] || { echo "bench: $program is missing; 'make bench' builds it" >&2; exit 1; }
done
for command in wrk smtp-sink smtp-source postfix; do
  command -v "$command" > /dev/null || { echo "bench: $command is missing; 'make bench' installs it" >&2; exit 1; }
done

work=$(mktemp -d "${BENCH_DIRECTORY:-/tmp}/postduif-bench-XXXXXX")
chmod 755 "$work"
mkdir "$work/figures"
children=()

for file in Benchmarks/lib.sh Benchmarks/parts/*.sh Benchmarks/table.sh; do . "$file"; done

cleanup() {
  stop_postfix
  for child in "${children[@]:-}"; do [ -n "$child" ] && kill "$child" 2> /dev/null || true; done
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

wanted() { [[ $parts == *[$1]* ]]; } # letters

# In turn, so that what the machine does meanwhile meets all of them.
for round in $(seq "$rounds"); do
  if wanted ab; then bench_routes "$round"; bench_design "$round"; bench_accept "$round"; bench_accept_alone "$round"; fi
  if wanted e; then bench_postfix; fi
  if wanted d; then bench_bound; fi
  if wanted c; then bench_drain "$round"; fi
  if wanted f; then bench_latency "$round"; fi
  if wanted h; then bench_render; fi
  if wanted abcdef; then say_round "$round"; fi
done
if wanted g; then
  bench_claims
  for round in $(seq "$rounds"); do bench_million "$round"; done
fi
if wanted i; then Benchmarks/instructions.sh > "$work/instructions.txt" 2>&1 || true; fi

print_table
