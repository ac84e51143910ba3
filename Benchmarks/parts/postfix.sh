# (e) Postfix: smtpd → queue → the same sink, 4 KiB messages from 50 sessions, until the sink has taken them all.

# A Postfix of its own: own configuration, queue and port; the distribution's settings otherwise.
start_postfix() {
  local etc="$work/postfix/etc"
  mkdir -p "$etc" "$work/postfix/queue" "$work/postfix/data"
  chown postfix "$work/postfix/data"
  cp /etc/postfix/postfix-files "$etc/" 2> /dev/null || true
  [ -d /etc/postfix/dynamicmaps.cf.d ] && cp -r /etc/postfix/dynamicmaps.cf* "$etc/" || true
  sed -E "s/^smtp +inet .*/127.0.0.1:$postfix_port inet n - n - - smtpd/" /usr/share/postfix/master.cf.dist |
    sed -E '/^[a-z0-9:.]+ +(inet|unix|unix-dgram) /s/^([^ ]+ +[a-z-]+ +[^ ]+ +[^ ]+ +)y/\1n/' > "$etc/master.cf"
  cat > "$etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $work/postfix/queue
data_directory = $work/postfix/data
maillog_file = $work/postfix/maillog
maillog_file_prefixes = $work
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = bench.localhost
mydestination =
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:$sink_port
smtp_host_lookup = native
smtpd_client_connection_count_limit = 0
default_destination_concurrency_limit = 50
smtpd_peername_lookup = no
CF
  postfix -c "$etc" start > "$work/postfix.log" 2>&1 || { cat "$work/postfix.log" >&2; exit 1; }
  until_listens "$postfix_port"
}

stop_postfix() {
  [ -d "$work/postfix" ] || return 0
  postfix -c "$work/postfix/etc" stop > /dev/null 2>&1 || true
  rm -rf "$work/postfix"
}

bench_postfix() {
  start_sink
  start_postfix
  local began
  began=$(now)
  smtp-source -s 50 -m "$postfix_messages" -l 4096 -f bench@example.be -t citizen@example.be "127.0.0.1:$postfix_port"
  wait_for_sink "$postfix_messages" 300
  record e_rate "$(rate "$postfix_messages" "$(seconds_between "$began" "$(now)")")"
  stop_postfix
  stop_sink
}
