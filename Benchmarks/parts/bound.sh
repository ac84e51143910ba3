# (d) the bound: our own dialogue over as many connections, with no queue and no rendering; the message is the one of (c).

bench_bound() {
  start_sink
  local result
  result=$("$tool" bound --port "$sink_port" --connections "$connections" --messages "$bound_messages" --templates templates)
  record d_rate "$(field rate "$result")"
  record d_octets "$(field octets "$result")"
  stop_sink
}
