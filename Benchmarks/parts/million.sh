# (g) 1,000,000 waiting links: what a claim costs, how much memory the service takes, and how soon it goes on after a SIGKILL.

bench_claims() {
  local few many round
  fill_spool few 10000
  few=$spool
  fill_spool waiting "$waiting"
  many=$spool
  for round in $(seq "$rounds"); do
    record_claim g_claim_few "$few"
    record_claim g_claim_many "$many"
  done
}

record_claim() { # name, spool
  local result
  result=$("$tool" claim --directory "$2") || stop_with "nothing could be leased"
  record "$1" "$(field median_ms "$result")"
}

# Draining, so that memory is at its most: full lanes, open connections, the writer's pages. The spool is the filled one itself:
# what drains in a few seconds leaves it as good as full.
bench_million() { # round
  fill_spool waiting "$waiting"
  prepare_spool
  sed -i "s#^queue: .*#queue: { directory: $spool }#" "$work/postduif.yaml"
  start_sink
  start_service
  wait_for_sink "$((waiting / 100))" 120
  record g_memory "$(resident_most)"
  stop_service KILL
  local before began
  before=$(sink_count)
  # What was on its way when the process died has arrived.
  until sleep 0.2 && [ "$(sink_count)" = "$before" ]; do before=$(sink_count); done
  began=$(now)
  start_service
  wait_for_sink "$((before + 1))" 120
  record g_restart "$(seconds_between "$began" "$(now)")"
  wait_for_sink "$((before + waiting / 100))" 120
  record g_memory_again "$(resident_most)"
  stop_service KILL
  stop_sink
}

# The most memory that the service had resident, in MB.
resident_most() { awk '/^VmHWM:/ { printf "%.0f", $2 * 1024 / 1000000 }' "/proc/$service/status"; }
