# What every part shares: figures, the sink, the service. Sourced by run.sh, which sets `work` and the settings.

# The wall clock of a virtual machine jumps; this one does not.
now() { awk "{ print \$1 }" /proc/uptime; }
uptime_seconds() { awk "{ print int(\$1) }" /proc/uptime; }
seconds_between() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", b - a }'; }
rate() { awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f", n / s }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

say() { echo "bench: $*" >&2; }

stop_with() {
  say "$*"
  [ -f "$work/postduif.log" ] && tail -5 "$work/postduif.log" >&2
  exit 1
}

# Figures: one value a round under each name.
record() { # name, value
  [ -n "$2" ] || stop_with "no figure for $1"
  echo "$2" >> "$work/figures/$1"
}
has() { [ -s "$work/figures/$1" ]; }
median() { sort -g "$work/figures/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
field() { sed -nE "s/.*[ ]$1=([^ ]+).*/\1/p" <<< "$2"; } # name, RESULT line

# --- Processes ------------------------------------------------------------------------------------------------------

until_listens() { # port
  for _ in $(seq 400); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; then return 0; fi
    sleep 0.02
  done
  stop_with "nothing listens on port $1"
}

end_process() { # process, signal
  kill "-${2:-TERM}" "$1" 2> /dev/null || true
  wait "$1" 2> /dev/null || true
}

# The sink says on its standard output how many messages it has taken (-c); the last number is the count.
start_sink() {
  smtp-sink -u nobody -c "127.0.0.1:$sink_port" 1000 > "$work/sink.log" 2>&1 &
  sink=$!
  children+=("$sink")
  until_listens "$sink_port"
}
stop_sink() { end_process "$sink"; }
sink_count() {
  local count
  count=$(tail -c 200 "$work/sink.log" | tr '\r' '\n' | grep -aoE 'mesg=[0-9]+' | tail -1 | cut -d= -f2 || true)
  echo "${count:-0}"
}

# Each look takes some five processes, on the cores that are measured: few while most is still to come.
wait_for_sink() { # count, seconds at most
  local deadline=$(($(uptime_seconds) + $2)) count
  while :; do
    count=$(sink_count)
    [ "$count" -ge "$1" ] && return 0
    if [ "$(uptime_seconds)" -ge "$deadline" ]; then
      say "the sink has $count of $1 messages after $2 s; the service says:"
      "$binary" queue status --config "$work/postduif.yaml" >&2 || true
      stop_with "given up"
    fi
    if [ "$count" -lt $(($1 * 9 / 10)) ]; then sleep 0.2; else sleep 0.02; fi
  done
}

# --- The service ----------------------------------------------------------------------------------------------------

# An empty spool, or a copy of one that was filled before.
prepare_spool() { # [filled spool]
  rm -rf "$work/queue"
  [ $# = 0 ] || cp -r "$1" "$work/queue"
  cat > "$work/postduif.yaml" <<YAML
http: { host: 127.0.0.1, port: $http_port, public_url: https://sleutels.example.be }
queue: { directory: $work/queue }
sender: { name: Bench, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Service desk, email: servicedesk@example.be }
templates: { directory: $PWD/templates }
limits: { per_key_per_minute: 0 }
log: { level: warning }
relays:
  - { name: sink, url: "smtp://127.0.0.1:$sink_port", tls: none, connections: $connections }
YAML
}

make_key() {
  BENCH_KEY=$("$binary" key create --name bench --scope codes:write --json --config "$work/postduif.yaml" |
    sed -nE 's/.*"key" : "([^"]+)".*/\1/p')
  export BENCH_KEY
}

start_service() {
  "$binary" serve --config "$work/postduif.yaml" 2> "$work/postduif.log" &
  service=$!
  children+=("$service")
}
stop_service() { end_process "$service" "${1:-TERM}"; }

waiting_links() {
  "$binary" queue status --json --config "$work/postduif.yaml" |
    awk -F '[:,]' '/"lane"/ { lane = $2 } /"(queued|leased)"/ { n[lane] += $2; last += $2 } END { print last + 0 }'
}

# A spool of links that wait, made once; `spool` is where it is.
fill_spool() { # name, count, options of `fill`
  spool=$work/$1
  [ ! -d "$spool" ] || return 0
  local result
  result=$("$tool" fill --directory "$spool" --count "$2" --templates templates "${@:3}") || stop_with "the spool could not be filled"
  say "$2 links stored in $(field seconds "$result") s"
}
