# (h) the HTML part of a code's mail, beside a general Mustache library with the same files: processor time of one.

bench_render() {
  local result
  result=$("$tool" render --templates templates) || stop_with "the mail could not be rendered"
  record h_engine "$(field engine_us "$result")"
  record h_library "$(field library_us "$result")"
  record h_octets "$(field octets "$result")"
  record h_pair "$(field pair_us "$result")"
  record h_pair_octets "$(field pair_octets "$result")"
}
