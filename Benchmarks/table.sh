# The table: figures, ratios, marks. Sourced by run.sh.

below=0

# Whole when it is large; one place behind the point is as much as a measurement is worth.
short() { awk -v v="$1" 'BEGIN { if (v == "") exit; f = (v >= 1000 || v == int(v)) ? "%.0f" : (v >= 10 ? "%.1f" : "%.2f"); printf f, v }'; }

# A figure, what it is compared with, and the mark where there is one.
row() { # text, figure, unit, what is compared, its value, ">=" or "<=", mark
  local verdict="" compared="" mark=""
  if [ -n "${5:-}" ]; then compared="$(short "$5") $4"; fi
  if [ -n "${7:-}" ]; then
    mark="$6 $7"
    if awk -v v="$5" -v o="$6" -v m="$7" 'BEGIN { exit o == ">=" ? v >= m : v <= m }'; then
      verdict="BELOW ITS MARK"
      below=$((below + 1))
    fi
  fi
  printf '%-50s %11s %-4s %-26s %-9s %s\n' "$1" "$(short "$2")" "$3" "$compared" "$mark" "$verdict"
}

# The ratio of two medians; nothing where one was not measured.
ratio_of() { if has "$1" && has "$2"; then ratio "$(median "$1")" "$(median "$2")"; fi; }

say_round() { # round
  local name text=""
  for name in a_rate a_alone empty_rate json_rate design_rate design_alone b_rate c_rate d_rate e_rate f_alone_p99 f_drain_p99; do
    if has "$name"; then text="$text $name=$(tail -1 "$work/figures/$name")"; fi
  done
  say "round $1:$text"
}

print_table() {
  printf '\n%-50s %11s %-4s %-26s %-9s\n' "medians of $rounds, $(nproc) cores, sink on loopback" "figure" "" "compared" "wanted"
  rows_of_rates
  rows_of_latency
  rows_of_the_million
  rows_of_rendering
  rows_of_instructions
  if [ "$below" -gt 0 ]; then echo "$below below its mark"; fi
}

rows_of_rates() {
  if has a_rate; then
    row "(a) accept: POST /v1/codes, durable, 64 conn." "$(median a_rate)" /s "x the empty route" "$(ratio_of a_rate empty_rate)" ">=" 0.35
    row "    p50, p99 at the client" "$(median a_p50)" ms
    row "" "$(median a_p99)" ms
    row "    acceptance alone, the relay paused" "$(median a_alone)" /s "x the empty route" "$(ratio_of a_alone empty_rate)"
    row "    Hummingbird's empty route, the same requests" "$(median empty_rate)" /s "of it is (a)" "$(ratio_of a_rate empty_rate)"
    row "    its route that reads and writes JSON" "$(median json_rate)" /s "of it is (a)" "$(ratio_of a_rate json_rate)"
    row "    the design alone, its mails sent" "$(median design_rate)" /s "of it is (a)" "$(ratio_of a_rate design_rate)"
    row "    the design alone, nothing sent" "$(median design_alone)" /s "of it: relay paused" "$(ratio_of a_alone design_alone)"
    row "    the same beside the empty route" "$(median design_rate)" /s "x the empty route" "$(ratio_of design_rate empty_rate)"
    row "(b) end to end: the same until the sink has all" "$(median b_rate)" /s "x Postfix" "$(ratio_of b_rate e_rate)" ">=" \
      "$(has e_rate && echo 15 || true)"
    row "    the design alone, the same" "$(median design_b)" /s "of it is (b)" "$(ratio_of b_rate design_b)"
  fi
  if has c_rate; then
    row "(c) drain: $backlog links until the sink has all" "$(median c_rate)" /s "x the bound" "$(ratio_of c_rate d_rate)" ">=" 0.6
    row "    until all are settled" "$(median c_settled)" /s
  fi
  if has d_rate; then row "(d) bound: dialogue alone, $(median d_octets) octets each" "$(median d_rate)" /s; fi
  if has e_rate; then row "(e) Postfix: smtpd, queue, the same sink" "$(median e_rate)" /s; fi
}

rows_of_latency() {
  has f_drain_p99 || return 0
  local name
  for name in p50 p99 max; do row "(f) code to its 250, alone: $name" "$(median "f_alone_$name")" ms; done
  row "(f) while links drain: p50" "$(median f_drain_p50)" ms "x alone" "$(ratio_of f_drain_p50 f_alone_p50)"
  row "    p99" "$(median f_drain_p99)" ms "x alone" "$(ratio_of f_drain_p99 f_alone_p99)" "<=" 3
  row "" "$(median f_drain_p99)" ms "ms" "$(median f_drain_p99)" "<=" 100
  row "    max" "$(median f_drain_max)" ms "x alone" "$(ratio_of f_drain_max f_alone_max)"
  row "    links that drained meanwhile" "$(median f_drain_links)" "" "still draining" "$(median f_still_draining)" ">=" 1
}

rows_of_the_million() {
  has g_restart || return 0
  row "(g) claim of 2,000 among 10,000" "$(median g_claim_few)" ms
  row "    among $waiting" "$(median g_claim_many)" ms "x among 10,000" "$(ratio_of g_claim_many g_claim_few)" "<=" 1.3
  row "    most memory resident, draining" "$(median g_memory)" MB "MB" "$(median g_memory)" "<=" 250
  row "    the same after a kill" "$(median g_memory_again)" MB "MB" "$(median g_memory_again)" "<=" 250
  row "    SIGKILL, start to the first 250" "$(median g_restart)" s "s" "$(median g_restart)" "<=" 2
}

rows_of_rendering() {
  has h_engine || return 0
  row "(h) render a code's mail, HTML of $(median h_octets) octets" "$(median h_engine)" us "us" "$(median h_engine)" "<=" 5
  row "    two languages, branded, HTML of $(median h_pair_octets) octets" "$(median h_pair)" us
  row "    a Mustache library, the HTML alone" "$(median h_library)" us "x the engine" "$(ratio_of h_library h_engine)" ">=" 5
}

rows_of_instructions() {
  [ -f "$work/instructions.txt" ] || return 0
  printf '\n'
  cat "$work/instructions.txt"
}
