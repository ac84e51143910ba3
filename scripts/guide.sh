#!/bin/bash
# usage: scripts/guide.sh
# Draws the pictures of the officer guide into docs/guide/pictures: starts the service on loopback with a relay of its own that refuses one
# address, signs an officer in for each language, and walks through an issuance in Chromium (scripts/browser/guide.py).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly binary=.build/debug/postduif
readonly http=18390 smtp=18335 base=http://127.0.0.1:18390

work=$(mktemp -d "${TMPDIR:-/tmp}/postduif-guide-XXXXXX")
service=
cleanup() {
    [[ -z $service ]] || kill "$service" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

cat >"$work/postduif.yaml" <<YAML
http: { host: 127.0.0.1, port: $http, public_url: $base }
queue: { directory: $work/queue }
sender: { name: Digitale sleutels, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Servicedesk, email: servicedesk@example.be, phone: "+32 2 555 00 00" }
templates: { directory: $PWD/templates }
limits: { per_recipient_per_minute: 0, per_recipient_per_hour: 0, per_recipient_per_day: 0 }
log: { level: warning }
oidc: { local: true }
relays: [{ name: primary, url: "smtp://127.0.0.1:$smtp", tls: none, connections: 2 }]
YAML

postduif() { "$binary" "$@" --config "$work/postduif.yaml"; }

# place NIS NAME LANGUAGES SUBJECT: a municipality with an officer.
place() {
    postduif municipality add --nis "$1" --name "$2" --languages "$3" --agreement-signed-on 2026-01-15 \
        --signatory 'A. Signatory' --function burgemeester >/dev/null
    postduif grant add --subject "$4" --name 'A. Officer' --role registration_officer --municipality "$1" >/dev/null
}

link() { postduif token mint --sign-in --subject "$1" | head -n 1; }

place 24062 Leuven nl officer-nl
place 62063 Liège fr officer-fr
place 21004 Brussel nl,fr officer-en

"$binary" serve --config "$work/postduif.yaml" 2>"$work/serve.log" &
service=$!
for _ in $(seq 300); do
    curl --silent --fail --output /dev/null "$base/livez" && break
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
done
curl --silent --fail --output /dev/null "$base/livez" || { cat "$work/serve.log" >&2; exit 1; }

mkdir -p docs/guide/pictures
.build/browser/bin/python scripts/browser/guide.py base=$base smtp=$smtp folder=docs/guide/pictures \
    nl="$(link officer-nl)" fr="$(link officer-fr)" en="$(link officer-en)"
