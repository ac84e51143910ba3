#!/bin/bash
# usage: scripts/adversary.sh [examples]
# Starts the service with a relay of its own on loopback, lets schemathesis hold it to openapi.yaml (as many examples for each operation as
# said, 60 else), then probes it: line breaks, foreign hosts, paths that climb, bodies without end, slow clients. Fails on any finding.
# Needs Python 3 with venv, and PyPI the first time: schemathesis is kept in .build/adversary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly examples=${1:-60}
readonly version=4.32.5
readonly venv=$PWD/.build/adversary
readonly binary=.build/debug/postduif
readonly http=18380 smtp=18325 inbox=18326 base=http://127.0.0.1:18380

say() { printf 'adversary: %s\n' "$*" >&2; }

install() {
    [[ -x $venv/bin/schemathesis ]] && [[ $("$venv/bin/schemathesis" --version) == *"$version" ]] && return
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet "schemathesis==$version"
}

work=$(mktemp -d "${TMPDIR:-/tmp}/postduif-adversary-XXXXXX")
children=()
cleanup() {
    local child
    for child in "${children[@]:-}"; do [[ -n $child ]] && kill "$child" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

# The relay is called primary, as in the examples of openapi.yaml.
configure() {
    cat >"$work/postduif.yaml" <<YAML
http: { host: 127.0.0.1, port: $http, public_url: https://sleutels.example.be }
queue: { directory: $work/queue }
sender: { name: Adversary, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Service desk, email: servicedesk@example.be }
templates: { directory: $PWD/templates }
limits: { per_key_per_minute: 0, per_municipality_per_day: 0 }
log: { level: warning }
relays: [{ name: primary, url: "smtp://127.0.0.1:$smtp", tls: none, connections: 2 }]
YAML
}

postduif() { "$binary" "$@" --config "$work/postduif.yaml"; }

seed() {
    postduif municipality add --nis 62063 --name Liège --languages fr --agreement-signed-on 2026-01-15 \
        --signatory 'A. Signatory' --function bourgmestre >/dev/null
    key=$(postduif key create --name adversary --json \
        --scope activations:write,activations:read,codes:write,messages:read,queue:operate,admin |
        sed -nE 's/.*"key" : "([^"]+)".*/\1/p')
}

start() {
    "$binary" inbox --smtp 127.0.0.1:$smtp --http 127.0.0.1:$inbox >"$work/inbox.log" 2>&1 &
    children+=("$!")
    "$binary" serve --config "$work/postduif.yaml" 2>"$work/serve.log" &
    service=$!
    children+=("$service")
    for _ in $(seq 300); do
        curl --silent --fail --output /dev/null "$base/readyz" && return
        sleep 0.1
    done
    say 'the service does not answer'
    cat "$work/serve.log" >&2
    exit 1
}

[[ -x $binary ]] || { say "$binary is missing; 'make adversary' builds it"; exit 1; }
install
configure
seed
start
status=0
# From its own folder, since it leaves what it learned where it runs. /metrics is in the document and on another port.
(cd "$work" && "$venv/bin/schemathesis" --config-file "$OLDPWD/scripts/schemathesis.toml" run "$base/openapi.yaml" --header "Authorization: Bearer $key" \
    --max-examples "$examples" --exclude-path /metrics --no-color) || status=1
ADVERSARY_KEY=$key python3 scripts/probe.py "$http" || status=1
kill -0 "$service" 2>/dev/null || { say 'the service has ended'; status=1; }
if [[ -s $work/serve.log ]]; then
    say 'the service logged:'
    cat "$work/serve.log" >&2
    grep -qE 'error|critical' "$work/serve.log" && status=1
fi
exit "$status"
