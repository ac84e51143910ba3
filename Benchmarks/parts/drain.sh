# (c) drain: a stored backlog of links, from the first one at the sink to the last; then until the last is settled.

bench_drain() { # round
  prepare_spool "$(filled_spool backlog "$backlog" --activations)"
  start_sink
  start_service
  local first began ended
  wait_for_sink 1 60
  first=$(sink_count)
  began=$(now)
  wait_for_sink "$backlog" 600
  ended=$(now)
  record c_rate "$(rate $((backlog - first)) "$(seconds_between "$began" "$ended")")"
  local deadline=$(($(uptime_seconds) + 60))
  until [ "$(waiting_links)" = 0 ]; do
    [ "$(uptime_seconds)" -lt "$deadline" ] || stop_with "links are not settled a minute after the sink had them"
    sleep 0.05
  done
  record c_settled "$(rate $((backlog - first)) "$(seconds_between "$began" "$(now)")")"
  [ "$(sink_count)" = "$backlog" ] || stop_with "the sink has $(sink_count) messages of $backlog links"
  stop_service
  stop_sink
}
