#!/bin/bash
# usage: Examples/walkthrough.sh [program]
# The whole procedure through HTTP alone, for each of the three citizen cases: a municipality with its agreement, a key for a front,
# the activation, the mailed link with the code on paper, the digital key, a one-time code, its verification; and every refusal with its
# problem code. Starts the program (.build/debug/postduif) with a relay of its own on loopback, and removes all it made.
# Needs curl and python3. Only the first key is made with the command: without one nobody may ask for anything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly program=${1:-.build/debug/postduif}
readonly http=${WALKTHROUGH_HTTP_PORT:-18480} smtp=${WALKTHROUGH_SMTP_PORT:-18425} inbox=${WALKTHROUGH_INBOX_PORT:-18426}
readonly base=http://127.0.0.1:$http
work=$(mktemp -d "${TMPDIR:-/tmp}/postduif-walkthrough-XXXXXX")
children=()
cleanup() {
    local child
    for child in "${children[@]:-}"; do [[ -n $child ]] && kill "$child" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

heading() { printf '\n%s\n' "$1"; }
fail() {
    printf '✘ %s\n  %s %s\n' "$1" "${status:-}" "${body:-}" >&2
    exit 1
}

# --- The service and its relay ------------------------------------------------------------------------------------

start() {
    cat >"$work/postduif.yaml" <<YAML
http: { host: 127.0.0.1, port: $http }
queue: { directory: $work/queue }
sender: { name: Walkthrough, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Service desk, email: servicedesk@example.be }
templates: { directory: $PWD/templates }
admission: { oldest_code: 1s }
log: { level: warning }
relays: [{ name: inbox, url: "smtp://127.0.0.1:$smtp", tls: none, connections: 2 }]
YAML
    "$program" inbox --smtp "127.0.0.1:$smtp" --http "127.0.0.1:$inbox" >"$work/inbox.log" 2>&1 &
    children+=("$!")
    administrator=$("$program" key create --name walkthrough --scope admin --json --config "$work/postduif.yaml" | sed -nE 's/.*"key" : "([^"]+)".*/\1/p')
    "$program" serve --config "$work/postduif.yaml" 2>"$work/serve.log" &
    children+=("$!")
    for _ in $(seq 300); do
        curl --silent --fail --output /dev/null "$base/readyz" && return
        sleep 0.1
    done
    cat "$work/serve.log" >&2
    fail 'the service does not answer'
}

# --- Asking --------------------------------------------------------------------------------------------------------

# call METHOD PATH [BODY] [HEADER]: as whoever `key` says. Leaves the answer in `status` and `body`.
call() {
    local options=(--silent --show-error --request "$1" --write-out '\n%{http_code}')
    [[ -n ${key:-} ]] && options+=(--header "Authorization: Bearer $key")
    [[ -n ${3:-} ]] && options+=(--header 'Content-Type: application/json' --data-binary "$3")
    [[ -n ${4:-} ]] && options+=(--header "$4")
    local answer
    answer=$(curl "${options[@]}" "$base$2")
    status=${answer##*$'\n'}
    body=${answer%$'\n'*}
}

# expect STATUS TEXT: what the last call must have answered.
expect() {
    [[ $status == "$1" ]] || fail "$2: wanted $1"
    printf '  ✓ %s %s\n' "$1" "$2"
}

# refused STATUS CODE TEXT: a problem by its code.
refused() {
    [[ $status == "$1" && $(member type) == *"/problems/$2" ]] || fail "$3: wanted $1 $2"
    printf '  ✓ %s %s: %s\n' "$1" "$2" "$3"
}

# member NAME: of the last answer, such as `id` or `message.state`.
member() {
    python3 -c '
import json, sys
value = json.loads(sys.argv[1])
for name in sys.argv[2].split("."):
    value = value[int(name)] if isinstance(value, list) else value[name]
print(value)' "$body" "$1"
}

# mailed ADDRESS PATTERN: the first group of the pattern in the newest mail to an address, once it is there.
mailed() {
    python3 - "http://127.0.0.1:$inbox" "$1" "$2" <<'PY'
import json, re, sys, time, urllib.request

base, address, pattern = sys.argv[1:]

def get(path):
    with urllib.request.urlopen(base + path) as answer:
        return json.load(answer)

for _ in range(300):
    for message in get("/api/v1/messages?limit=200")["messages"]:
        if any(to["Address"] == address for to in message["To"]):
            found = re.search(pattern, get("/api/v1/message/" + message["ID"])["Text"])
            if found:
                print("".join(found.groups()).replace(" ", ""))
                sys.exit()
    time.sleep(0.1)
sys.exit(f"no mail to {address} with {pattern}")
PY
}

# activation NUMBER CASE ADDRESS LANGUAGE [MORE]: the body of POST /v1/activations.
activation() {
    printf '{"citizen_number":"%s","case":"%s","email":"%s","language":"%s","municipality":"62063",' "$1" "$2" "$3" "$4"
    printf '"identification":{"document":"passport","country":"MA","checked_with":"prado","result":"not_applicable"}%s}' "${5:-}"
}

code_for() { printf '{"key_id":"%s","purpose":"sign-in","binding":"session-1"}' "$1"; }

# --- The walk of one citizen ----------------------------------------------------------------------------------------

# walk CASE NUMBER ADDRESS LANGUAGE [MORE]
walk() {
    heading "Case $1"
    key=$desk
    call POST /v1/activations "$(activation "$2" "$1" "$3" "$4" "${5:-}")"
    expect 201 'the officer has a code for the paper'
    local paper token code id
    activation_id=$(member id)
    paper=$(member activation_code)
    token=$(mailed "$3" '/a/([A-Za-z0-9_-]{22})')
    printf '  ✓ the link was mailed\n'
    call GET "/v1/activations/$activation_id"
    expect 200 "state $(member state), address $(member masked_address)"
    # curl goes on for some seconds beyond the line that is looked for; nobody waits for it.
    grep --quiet --max-count=1 '"state":"accepted"' < <(
        curl --silent --no-buffer --max-time 20 --header "Authorization: Bearer $key" "$base/v1/activations/$activation_id/events"
    ) || fail 'no event tells that the relay accepted the mail'
    printf '  ✓ the events tell that the relay accepted the mail\n'
    call GET "/v1/activations/$activation_id/card?language=nl"
    expect 200 'a start card to print'
    key=$front
    call POST /v1/activations/redeem "{\"token\":\"$token\",\"code\":\"$paper\"}"
    expect 200 'link and code together made a digital key'
    key_id=$(member key_id)
    call POST /v1/codes "$(code_for "$key_id")"
    expect 202 'a one-time code was asked for'
    id=$(member id)
    code=$(mailed "$3" '(?m)^\s*(\d{3}) ?(\d{3})\s*$')
    call POST "/v1/codes/$id/verify" "{\"code\":\"$code\",\"binding\":\"session-1\"}"
    expect 200 "verified: $(member verified)"
    call POST "/v1/codes/$id/verify" "{\"code\":\"$code\",\"binding\":\"session-1\"}"
    refused 403 code-invalid 'the same code a second time'
    call POST /v1/activations/redeem "{\"token\":\"$token\",\"code\":\"$paper\"}"
    refused 403 activation-invalid 'the same link and code a second time'
}

# --- Every refusal ---------------------------------------------------------------------------------------------------

refusals() {
    heading 'Refusals'
    key=
    call POST /v1/codes "$(code_for "$key_id")"
    refused 401 unauthenticated 'no credential'
    key=$front
    call POST /v1/activations "$(activation 70010199861 no_eid refused@example.be nl)"
    refused 403 forbidden 'a key without the scope'
    key=$desk
    call POST /v1/activations "$(activation 70010199860 no_eid refused@example.be nl)"
    refused 422 invalid "a wrong check digit, in $(member errors.0.field)"
    call POST /v1/activations "$(activation 70010199861 no_eid refused@gmial.com fr)"
    refused 422 warnings 'an address that looks mistyped'
    call POST /v1/activations "$(activation 70010199861 no_eid refused@example.be fr | sed 's/"prado","result":"not_applicable"/"checkdoc","result":"hit"/; s/"MA"/"BE"/')"
    refused 409 identification-hit 'Checkdoc answered HIT'
    call GET /v1/activations/act_00000000000000000000000001
    refused 404 not-found 'an activation that nobody has'
    call POST /v1/activations "$(activation 00010199875 eid_unusable again@example.be fr)" 'Idempotency-Key: walk-1'
    expect 201 'an activation under an Idempotency-Key'
    local id
    id=$(member id)
    call POST /v1/activations "$(activation 00010199875 eid_unusable again@example.be fr)" 'Idempotency-Key: walk-1'
    expect 201 'the same once more'
    [[ $(member id) == "$id" && $body != *activation_code* ]] || fail 'the replay is another one, or shows the code again'
    call POST /v1/activations "$(activation 00010199875 eid_unusable other@example.be fr)" 'Idempotency-Key: walk-1'
    refused 409 idempotency-conflict 'the same Idempotency-Key with another body'
    call POST "/v1/activations/$id/revoke"
    expect 200 'revoked'
    call POST "/v1/activations/$id/reissue"
    refused 409 conflict 'reissued after it was revoked'
    key=$front
    call POST /v1/codes "$(code_for "$key_id")"
    refused 429 too-many-requests 'a second code within the minute'
    key=$administrator
    call POST /v1/municipalities '{"nis":"44021","name":"Gent"}'
    expect 201 'a municipality without an agreement'
    key=$desk
    call POST /v1/activations "$(activation 70010199861 no_eid ghent@example.be nl | sed 's/62063/44021/')"
    refused 403 agreement-missing "$(member detail)"
    overload
}

# While codes wait for longer than `admission.oldest_code`, new ones are refused.
overload() {
    key=$operator
    call POST /v1/queue/pause '{"lane":"code"}'
    expect 200 'the operator paused the lane of codes'
    key=$front
    call POST /v1/codes '{"recipient":{"email":"waits@example.be","language":"nl"},"purpose":"sign-in","binding":"b"}'
    expect 202 'a code waits'
    local number=0
    while [[ $status == 202 ]]; do
        number=$((number + 1))
        [[ $number -lt 100 ]] || fail 'codes are taken although the oldest waits too long'
        sleep 0.2
        call POST /v1/codes "{\"recipient\":{\"email\":\"late$number@example.be\",\"language\":\"nl\"},\"purpose\":\"sign-in\",\"binding\":\"b\"}"
    done
    refused 503 overloaded 'the oldest code waits for too long'
    key=$operator
    call POST /v1/queue/resume '{"lane":"code"}'
    expect 200 'resumed'
}

# front_key NAME SCOPES: a key made through the API.
front_key() {
    key=$administrator
    call POST /v1/keys "{\"name\":\"$1\",\"scopes\":[$2]}"
    expect 201 "a key for the $1"
}

start
heading 'Agreement and keys'
key=$administrator
call POST /v1/municipalities '{"nis":"62063","name":"Liège","name_nl":"Luik","agreement":{"signed_on":"2026-01-15","signatory":"A. Maire","function":"bourgmestre"}}'
expect 201 'Liège with its agreement'
front_key desk '"activations:write"'
desk=$(member key)
front_key front '"codes:write"'
front=$(member key)
front_key operator '"queue:operate","messages:read"'
operator=$(member key)

walk no_eid 70010199762 no-eid@example.be fr
walk no_number 85472899783 no-number@example.be fr ',"bis_registered_on":"2026-11-02"'
walk eid_unusable 99123199742 eid-unusable@example.be en ',"confirm_warnings":[]'
refusals
heading 'All of it passed.'
