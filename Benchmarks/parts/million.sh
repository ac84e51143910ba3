# (g) 1,000,000 waiting links: what a claim costs, how much memory the service takes, and how soon it goes on after a SIGKILL.

bench_claims() {
  local few many round
  few=$(filled_spool few 10000)
  many=$(filled_spool waiting "$waiting")
  for round in $(seq "$rounds"); do
    record g_claim_few "$(field median_ms "$("$tool" claim --directory "$few")")"
    record g_claim_many "$(field median_ms "$("$tool" claim --directory "$many")")"
  done
}

# Draining, so that memory is at its most: full lanes, open connections, the writer's pages. The spool is the filled one itself:
# what drains in a few seconds leaves it as good as full.
bench_million() { # round
  prepare_spool
  sed -i "s#^queue: .*#queue: { directory: $(filled_spool waiting "$waiting") }#" "$work/postduif.yaml"
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
