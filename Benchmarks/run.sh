#!/usr/bin/env bash
# Prints (a) accept, (b) end to end and (e) Postfix side by side, on this machine and one sink: medians of three, with the ratio.
#
# (a) durable POST /v1/codes from 64 connections; (b) the same requests until the sink has taken them all; (e) Postfix smtpd → queue →
# the same sink, 4 KiB messages from 50 sessions, until the sink has taken them all. Everything stays on loopback.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=${BENCH_BINARY:-.build/release/postduif}
seconds=${BENCH_SECONDS:-10}
postfix_messages=${BENCH_POSTFIX_MESSAGES:-5000}
rounds=${BENCH_ROUNDS:-3}
http_port=18080
sink_port=12525
postfix_port=12526

[ -x "$binary" ] || { echo "bench: $binary is missing; run 'make build' first" >&2; exit 1; }
for tool in wrk smtp-sink smtp-source postfix; do
  command -v "$tool" > /dev/null || { echo "bench: $tool is missing; 'make bench' installs it" >&2; exit 1; }
done

work=$(mktemp -d /tmp/postduif-bench-XXXXXX)
chmod 755 "$work"
children=()
cleanup() {
  [ -d "$work/postfix" ] && postfix -c "$work/postfix/etc" stop > /dev/null 2>&1 || true
  for child in "${children[@]:-}"; do [ -n "$child" ] && kill "$child" 2> /dev/null || true; done
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# The wall clock of a virtual machine jumps; this one does not.
now() { awk "{ print \$1 }" /proc/uptime; }
uptime_seconds() { awk "{ print int(\$1) }" /proc/uptime; }
seconds_between() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", b - a }'; }
rate() { awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f", n / s }'; }
median() { printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }

# The sink says on its standard output how many messages it has taken (-c); the last number is the count.
start_sink() {
  smtp-sink -u nobody -c "127.0.0.1:$sink_port" 1000 > "$work/sink.log" 2>&1 &
  sink=$!
  children+=("$sink")
  until_listens "$sink_port"
}
stop_sink() { kill "$sink" 2> /dev/null || true; wait "$sink" 2> /dev/null || true; }
sink_count() { tail -c 200 "$work/sink.log" | tr '\r' '\n' | grep -aoE 'mesg=[0-9]+' | tail -1 | cut -d= -f2 || true; }

until_listens() {
  for _ in $(seq 200); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; then return 0; fi
    sleep 0.05
  done
  echo "bench: nothing listens on port $1" >&2
  exit 1
}

wait_for_sink() { # count, seconds at most
  local deadline=$(($(uptime_seconds) + $2)) count
  while :; do
    count=$(sink_count)
    [ "${count:-0}" -ge "$1" ] && return 0
    if [ "$(uptime_seconds)" -ge "$deadline" ]; then
      echo "bench: the sink has ${count:-0} of $1 messages after $2 s; the service says:" >&2
      "$binary" queue status --config "$work/postduif.yaml" >&2 || true
      tail -5 "$work/postduif.log" >&2
      return 1
    fi
    sleep 0.02
  done
}

start_postduif() {
  rm -rf "$work/queue"
  cat > "$work/postduif.yaml" <<YAML
http: { host: 127.0.0.1, port: $http_port }
queue: { directory: $work/queue }
sender: { name: Bench, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Service desk, email: servicedesk@example.be }
templates: { directory: $PWD/templates }
limits: { per_key_per_minute: 0 }
log: { level: warning }
relays:
  - { name: sink, url: "smtp://127.0.0.1:$sink_port", tls: none, connections: 8 }
YAML
  export BENCH_KEY
  BENCH_KEY=$("$binary" key create --name bench --scope codes:write --json --config "$work/postduif.yaml" |
    sed -nE 's/.*"key" : "([^"]+)".*/\1/p')
  "$binary" serve --config "$work/postduif.yaml" 2> "$work/postduif.log" &
  service=$!
  children+=("$service")
  until_listens "$http_port"
}
stop_postduif() { kill "$service" 2> /dev/null || true; wait "$service" 2> /dev/null || true; }

bench_postduif() { # round → accept rate, end-to-end rate, p50, p99
  start_sink
  start_postduif
  export BENCH_RUN=$1
  wrk -t1 -c16 -d1s -s Benchmarks/codes.lua "http://127.0.0.1:$http_port" > /dev/null
  local began before result requests failed elapsed
  sleep 0.5
  before=$(sink_count)
  export BENCH_RUN=$1m
  began=$(now)
  result=$(wrk -t2 -c64 -d"${seconds}s" -s Benchmarks/codes.lua "http://127.0.0.1:$http_port" | grep RESULT)
  requests=$(sed -E 's/.*requests=([0-9]+).*/\1/' <<< "$result")
  failed=$(sed -E 's/.*failed=([0-9]+).*/\1/' <<< "$result")
  elapsed=$(sed -E 's/.*seconds=([0-9.]+).*/\1/' <<< "$result")
  [ "$failed" = 0 ] || { echo "bench: $failed of $requests requests failed; see the log:" >&2; tail -3 "$work/postduif.log" >&2; exit 1; }
  wait_for_sink $((before + requests)) 120
  echo "$(rate "$requests" "$elapsed") $(rate "$requests" "$(seconds_between "$began" "$(now)")")" \
    "$(sed -E 's/.*p50_ms=([0-9.]+).*/\1/' <<< "$result") $(sed -E 's/.*p99_ms=([0-9.]+).*/\1/' <<< "$result")"
  stop_postduif
  stop_sink
}

# A Postfix of its own: own configuration, queue and port; the distribution's settings otherwise.
start_postfix() {
  local etc="$work/postfix/etc"
  mkdir -p "$etc" "$work/postfix/queue" "$work/postfix/data"
  chown postfix "$work/postfix/data"
  cp /etc/postfix/postfix-files "$etc/" 2> /dev/null || true
  [ -d /etc/postfix/dynamicmaps.cf.d ] && cp -r /etc/postfix/dynamicmaps.cf* "$etc/" || true
  sed -E "s/^smtp +inet .*/127.0.0.1:$postfix_port inet n - n - - smtpd/" /usr/share/postfix/master.cf.dist |
    sed -E '/^[a-z0-9:.]+ +(inet|unix|unix-dgram) /s/^([^ ]+ +[a-z-]+ +[^ ]+ +[^ ]+ +)y/\1n/' > "$etc/master.cf"
  cat > "$etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $work/postfix/queue
data_directory = $work/postfix/data
maillog_file = $work/postfix/maillog
maillog_file_prefixes = $work
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = bench.localhost
mydestination =
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:$sink_port
smtp_host_lookup = native
smtpd_client_connection_count_limit = 0
default_destination_concurrency_limit = 50
smtpd_peername_lookup = no
CF
  postfix -c "$etc" start > "$work/postfix.log" 2>&1 || { cat "$work/postfix.log" >&2; exit 1; }
  until_listens "$postfix_port"
}

bench_postfix() { # → end-to-end rate
  start_sink
  start_postfix
  local began
  began=$(now)
  smtp-source -s 50 -m "$postfix_messages" -l 4096 -f bench@example.be -t citizen@example.be "127.0.0.1:$postfix_port"
  wait_for_sink "$postfix_messages" 300
  rate "$postfix_messages" "$(seconds_between "$began" "$(now)")"
  postfix -c "$work/postfix/etc" stop > /dev/null 2>&1 || true
  rm -rf "$work/postfix"
  stop_sink
}

accept=() end_to_end=() p50=() p99=() postfix=()
for round in $(seq "$rounds"); do
  read -r a b c d < <(bench_postduif "$round")
  accept+=("$a") end_to_end+=("$b") p50+=("$c") p99+=("$d")
  e=$(bench_postfix)
  postfix+=("$e")
  echo "round $round: accept $a/s, end to end $b/s (p50 $c ms, p99 $d ms); postfix $e/s" >&2
done

b=$(median "${end_to_end[@]}")
e=$(median "${postfix[@]}")
printf '\n%-44s %12s %8s\n' "medians of $rounds, $(nproc) cores, sink on loopback" "messages/s" "ratio"
printf '%-44s %12s %8s\n' "(a) accept: POST /v1/codes, durable, 64 conn." "$(median "${accept[@]}")" ""
printf '%-44s %12s %8s\n' "(b) end to end: the same until the sink has all" "$b" "$(ratio "$b" "$e")"
printf '%-44s %12s %8s\n' "(e) Postfix: smtpd, queue, the same sink" "$e" "1.0"
printf 'latency of (a): p50 %s ms, p99 %s ms\n' "$(median "${p50[@]}")" "$(median "${p99[@]}")"
