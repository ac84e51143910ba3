#!/bin/bash
# usage: scripts/deliverability.sh
# Judges every kind of mail in every language with SpamAssassin and rspamd, by their local rules alone, and prints the table of docs/deliverability.md.
# Fails when a mail has more than 1.0 point in all or one rule gives more than 0.5. Rules that need the DNS are left out: here nothing answers them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly postduif=.build/debug/postduif port=${RSPAMD_PORT:-21333}
readonly needs_dns='^(HFILTER_|RDNS_|R_SPF|R_DKIM|DMARC_|ARC_|ASN|RBL_|DBL|DWL|RCVD_IN_|SPF_|DKIM_)'
work=$(mktemp -d)
rspamd_pid=
end() {
    [[ -z $rspamd_pid ]] || kill "$rspamd_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

cat >"$work/postduif.yaml" <<YAML
http: { public_url: "https://sleutels.example.be" }
sender: { name: Digitale sleutels, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Servicedesk, email: servicedesk@example.be, phone: "+32 2 555 00 00" }
YAML
"$postduif" templates preview --config "$work/postduif.yaml" --output "$work/mails" >/dev/null
for binding in nl fr de; do
    "$postduif" templates preview --config "$work/postduif.yaml" --language en --binding "$binding" --output "$work/$binding" >/dev/null
    for mail in "$work/$binding"/*.eml; do cp "$mail" "$work/mails/$(basename "${mail%.en.eml}").$binding+en.eml"; done
done
rm -f "$work"/mails/*.en.eml

# Its own folder of settings: no network, no history, one process, on loopback.
start_rspamd() {
    cp -r /etc/rspamd "$work/rspamd"
    mkdir -p "$work/rspamd/override.d" "$work/db" "$work/log"
    local settings=$work/rspamd/override.d name
    echo 'pidfile = false; dns { timeout = 0.1s; retransmits = 1; nameserver = ["127.0.0.1:9"]; }' >"$settings/options.inc"
    echo "bind_socket = \"127.0.0.1:$port\"; count = 1;" >"$settings/worker-normal.inc"
    echo 'type = "console"; level = "error";' >"$settings/logging.inc"
    for name in controller proxy fuzzy; do echo 'enabled = false;' >"$settings/worker-$name.inc"; done
    for name in arc asn dkim dmarc fuzzy_check greylist history_redis mx_check neural phishing ratelimit rbl spf surbl url_redirector; do
        echo 'enabled = false;' >"$settings/$name.conf"
    done
    chmod -R a+rX "$work"
    chown -R _rspamd "$work/db" "$work/log" 2>/dev/null || true
    rspamd -f -u _rspamd -g _rspamd -c "$work/rspamd/rspamd.conf" --var=CONFDIR="$work/rspamd" --var=LOCAL_CONFDIR="$work/rspamd" \
        --var=DBDIR="$work/db" --var=RUNDIR="$work/db" --var=LOGDIR="$work/log" >"$work/log/rspamd" 2>&1 &
    rspamd_pid=$!
    local look
    for look in {1..300}; do
        kill -0 "$rspamd_pid" 2>/dev/null || { cat "$work/log/rspamd" >&2; exit 1; }
        # The first rules are compiled before it answers.
        if rspamc -h "127.0.0.1:$port" "$work"/mails/one_time_code.nl.eml 2>/dev/null | grep -q '^Score'; then return; fi
        sleep 0.2
    done
    echo "rspamd did not answer within a minute ($look looks)" >&2
    exit 1
}

# Rules that give something, as NAME=POINTS, one a line.
spamassassin_rules() {
    spamassassin --local -t <"$1" 2>/dev/null | sed -n '/^ pts rule name/,$p' |
        awk '$1 ~ /^-?[0-9.]+$/ && $1 + 0 != 0 { print $2 "=" $1 }'
}

rspamd_rules() {
    rspamc -h "127.0.0.1:$port" --ip 192.0.2.25 --helo relay.example.be --from b-x@bounce.example.be --rcpt citizen@example.be "$1" |
        sed -n 's/^Symbol: \([A-Z0-9_]*\) (\(-\{0,1\}[0-9.]*\)).*/\1=\2/p' | grep -Ev "$needs_dns" | awk -F= '$2 + 0 != 0'
}

total() { awk -F= '{ sum += $2 } END { printf "%.2f", sum }'; }
highest() { awk -F= '$2 + 0 > top { top = $2 + 0 } END { printf "%.2f", top }'; }

start_rspamd
status=0
echo '| mail | SpamAssassin | its rules | rspamd | its rules |'
echo '|---|---|---|---|---|'
for mail in "$work"/mails/*.eml; do
    name=$(basename "$mail" .eml)
    ours=$(spamassassin_rules "$mail")
    theirs=$(rspamd_rules "$mail")
    row="| $name"
    for rules in "$ours" "$theirs"; do
        sum=$(total <<<"$rules")
        row+=" | $sum | $(tr '\n' ' ' <<<"$rules" | sed 's/ *$//; s/=/ /g; s/ \([A-Z]\)/, \1/g')"
        awk -v sum="$sum" -v top="$(highest <<<"$rules")" 'BEGIN { exit !(sum > 1.0 || top > 0.5) }' && status=1
    done
    echo "$row |"
done
[[ $status == 0 ]] || echo 'a mail is beyond 1.0 in all or 0.5 by one rule' >&2
exit $status
