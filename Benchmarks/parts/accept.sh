# (a) accept and (b) end to end; and what Hummingbird's empty route, and one that reads and writes JSON, do with the same requests.

bench_accept() { # round
  start_sink
  prepare_spool
  make_key
  start_service
  until_listens "$http_port"
  export BENCH_RUN=$1
  wrk -t1 -c16 -d1s -s Benchmarks/codes.lua "http://127.0.0.1:$http_port" > /dev/null
  local began before result requests failed
  sleep 0.5
  before=$(sink_count)
  export BENCH_RUN=$1m
  began=$(now)
  result=$(ask "$http_port")
  requests=$(field requests "$result")
  failed=$(field failed "$result")
  [ "$failed" = 0 ] || stop_with "$failed of $requests requests failed"
  wait_for_sink $((before + requests)) 120
  record b_rate "$(rate "$requests" "$(seconds_between "$began" "$(now)")")"
  record a_rate "$(rate "$requests" "$(field seconds "$result")")"
  record a_p50 "$(field p50_ms "$result")"
  record a_p99 "$(field p99_ms "$result")"
  stop_service
  stop_sink
}

# Acceptance alone: the same requests while the relay is paused, so that nothing of the two cores goes into what leaves.
bench_accept_alone() { # round
  prepare_spool
  make_key
  start_service
  until_listens "$http_port"
  "$binary" relay pause sink --config "$work/postduif.yaml" > /dev/null
  export BENCH_RUN=$1p
  wrk -t1 -c16 -d1s -s Benchmarks/codes.lua "http://127.0.0.1:$http_port" > /dev/null
  local result failed
  export BENCH_RUN=$1q
  result=$(ask "$http_port")
  failed=$(field failed "$result")
  [ "$failed" = 0 ] || stop_with "$failed requests failed while the relay was paused"
  record a_alone "$(rate "$(field requests "$result")" "$(field seconds "$result")")"
  stop_service
}

bench_empty_route() { # round
  bench_peer empty_rate "$1e"
  bench_peer json_rate "$1j" --json
}

bench_peer() { # name of the figure, name of the run, options of `empty-route`
  local result
  "$tool" empty-route --port "$peer_port" "${@:3}" > /dev/null 2>&1 &
  local peer=$!
  children+=("$peer")
  until_listens "$peer_port"
  export BENCH_KEY=${BENCH_KEY:-none} BENCH_RUN=$2
  wrk -t1 -c16 -d1s -s Benchmarks/codes.lua "http://127.0.0.1:$peer_port" > /dev/null
  result=$(ask "$peer_port")
  [ "$(field failed "$result")" = 0 ] || stop_with "requests to Hummingbird's own route failed"
  record "$1" "$(rate "$(field requests "$result")" "$(field seconds "$result")")"
  end_process "$peer"
}

ask() { wrk -t2 -c64 -d"${seconds}s" -s Benchmarks/codes.lua "http://127.0.0.1:$1" | grep RESULT; } # port
