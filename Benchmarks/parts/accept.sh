# (a) accept and (b) end to end; and what Hummingbird's own routes and the design alone do with the same requests.

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

bench_routes() { # round
  start_peer "$1e" empty-route
  measure_peer empty_rate
  end_process "$peer"
  start_peer "$1j" empty-route --json
  measure_peer json_rate
  end_process "$peer"
}

# What the design itself reaches: one writer, group commit, pipelined connections, and nothing of the product.
bench_design() { # round
  local before began
  start_sink
  start_peer "$1d" design-alone --database "$work/design-$1.sqlite" --sink "$sink_port" --connections "$connections"
  before=$(sink_count)
  began=$(now)
  measure_peer design_rate
  wait_for_sink $((before + requests)) 120
  record design_b "$(rate "$requests" "$(seconds_between "$began" "$(now)")")"
  end_process "$peer"
  stop_sink
  start_peer "$1s" design-alone --database "$work/design-$1-unsent.sqlite"
  measure_peer design_alone
  end_process "$peer"
  rm -f "$work"/design-*
}

# A warm one, with nothing left to do; `peer` is its process.
start_peer() { # name of the run, subcommand of the tool and its options
  "$tool" "${@:2}" --port "$peer_port" > "$work/peer.log" 2>&1 &
  peer=$!
  children+=("$peer")
  until_listens "$peer_port"
  export BENCH_KEY=${BENCH_KEY:-none} BENCH_RUN=$1
  wrk -t1 -c16 -d1s -s Benchmarks/codes.lua "http://127.0.0.1:$peer_port" > /dev/null
  sleep 0.5
  export BENCH_RUN=${1}m
}

# `requests` is how many it answered.
measure_peer() { # name of the figure
  local result
  result=$(ask "$peer_port")
  requests=$(field requests "$result")
  [ "$(field failed "$result")" = 0 ] || stop_with "requests failed: $(tail -3 "$work/peer.log")"
  record "$1" "$(rate "$requests" "$(field seconds "$result")")"
}

ask() { wrk -t2 -c64 -d"${seconds}s" -s Benchmarks/codes.lua "http://127.0.0.1:$1" | grep RESULT; } # port
