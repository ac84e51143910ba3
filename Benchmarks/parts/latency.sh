# (f) code latency, from the instant a request is due to the 250 of the sink: alone, and while the backlog of (c) drains.
#
# The sink is the tool's own, so that both instants are read by one process on one clock. Requests come at a fixed pace, whatever
# becomes of those before.

bench_latency() { # round
  prepare_spool
  measure_latency alone
  prepare_spool "$(filled_spool backlog "$backlog" --activations)"
  measure_latency drain --links "$((backlog / 50))"
}

measure_latency() { # name, options
  local result
  make_key
  "$tool" latency --http-port "$http_port" --sink-port "$sink_port" --key "$BENCH_KEY" --rate "$code_rate" \
    --seconds "$latency_seconds" "${@:2}" > "$work/latency.txt" &
  local front=$!
  children+=("$front")
  until_listens "$sink_port"
  start_service
  wait "$front" || stop_with "no latency was measured"
  result=$(cat "$work/latency.txt")
  [ "$(field failed "$result")" = 0 ] || stop_with "$(field failed "$result") requests failed"
  [ "$(field lost "$result")" = 0 ] || stop_with "$(field lost "$result") codes did not come"
  local name
  for name in p50 p99 max; do record "f_$1_$name" "$(field "${name}_ms" "$result")"; done
  record "f_$1_links" "$(field links "$result")"
  if [ "$1" = drain ]; then
    [ "$(field still_draining "$result")" = 1 ] || say "the backlog was over before the last code: raise BENCH_BACKLOG"
    record f_still_draining "$(field still_draining "$result")"
  fi
  stop_service KILL
}
