#!/bin/bash
# usage: scripts/systemd.sh [PROGRAM]     (default: .build/debug/postduif)
# Starts the unit of deploy/systemd under a real systemd, as root: one of its own, in namespaces, over a copy of this machine's root that only
# it writes to. Installs by the steps of docs/operations.md, looks at what the unit promises, prints a line for each, and takes all of it away.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly program=$(realpath "${1:-.build/debug/postduif}")
readonly project=$PWD
readonly folder=$(mktemp -d /tmp/postduif-systemd.XXXXXX)
readonly init=/lib/systemd/systemd
cgroups=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)
readonly group=$cgroups/$(basename "$folder")
machine=

fail() { echo "FAILED: $*" >&2; journal 2>/dev/null | tail -n 30 >&2; exit 1; }
say() { printf '%-12s %s\n' "$1" "$2"; }
within() { timeout "${seconds:-60}" nsenter -t "$machine" -m -p -C -n -u -i -r -w -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
property() { within systemctl show -P "$1" postduif; }
journal() { within journalctl -u postduif --no-pager "$@"; }
answers() { within curl --silent --fail --output /dev/null "http://127.0.0.1:8080/$1"; }

# Waits for a condition, for at most so many seconds.
await() {
    local end=$((SECONDS + $1)); shift
    until "$@"; do ((SECONDS < end)) || return 1; sleep 0.1; done
}

clean() {
    [[ -z $machine ]] || kill -KILL "$machine" 2>/dev/null || true
    [[ -z ${boot:-} ]] || wait "$boot" 2>/dev/null || true
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
    rm -rf "$folder"
}

check() {
    [[ $(id -u) == 0 ]] || { echo "this needs root" >&2; exit 2; }
    [[ -x $init && -n $cgroups ]] || { echo "this needs systemd and a cgroup2 hierarchy" >&2; exit 2; }
    [[ -x $program ]] || { echo "$program is no program; build it first" >&2; exit 2; }
}

# What runs in the namespaces: everything that systemd expects of a machine, and then systemd.
machine_script() {
    cat <<'SCRIPT'
set -euo pipefail
folder=$1 init=$2
mount --make-rprivate /
mkdir "$folder/disk" "$folder/root"
mount -t tmpfs -o mode=755 tmpfs "$folder/disk"
mkdir "$folder/disk/changes" "$folder/disk/work"
mount -t overlay -o "lowerdir=/,upperdir=$folder/disk/changes,workdir=$folder/disk/work" overlay "$folder/root"
cd "$folder/root"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
# Its own, with what every program may use: nothing of this machine's can be changed or taken away through it.
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty; do
    : > "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/shm dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t devpts -o newinstance,mode=620,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%:*}" "dev/${stream#*:}"; done
: > etc/machine-id
# The machine's own services have no part in this.
rm -rf etc/systemd/system/*.wants
mkdir -p etc/systemd/system
for unit in dbus.service dbus.socket systemd-udevd.service systemd-logind.service systemd-sysctl.service systemd-binfmt.service \
    systemd-modules-load.service systemd-tmpfiles-setup-dev.service systemd-tmpfiles-setup-dev-early.service getty.target; do ln -sf /dev/null "etc/systemd/system/$unit"; done
mkdir old
pivot_root . old
mkdir /run/project
mount --bind "/old$3" /run/project
touch /run/program
mount --bind "/old$4" /run/program
umount -l /old
# systemd does this itself where it does not run in a container: what a unit mounts for its credentials is seen by the others.
mount --make-rshared /
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$init" --system --unit=multi-user.target
SCRIPT
}

start_machine() {
    mkdir "$group"
    machine_script > "$folder/machine.sh"
    bash -c 'echo $$ > "$1/cgroup.procs" && shift && exec unshare --pid --fork --kill-child --mount --cgroup --uts --ipc --net bash "$@"' \
        _ "$group" "$folder/machine.sh" "$folder" "$init" "$project" "$program" > "$folder/console" 2>&1 &
    boot=$!
    await 10 pgrep -P "$boot" > /dev/null || { cat "$folder/console" >&2; exit 1; }
    machine=$(pgrep -P "$boot")
    await 60 runs || { cat "$folder/console" >&2; exit 1; }
    within ip link set lo up
    say systemd "$(within systemctl --version | head -n 1)"
}
runs() { [[ $(within systemctl is-system-running 2>/dev/null) =~ ^(running|degraded)$ ]]; }

# docs/operations.md, "Install".
install_unit() {
    within bash -euo pipefail -c '
        cd /run/project
        install -m 0755 /run/program /usr/bin/postduif
        rm -rf /usr/share/postduif && install -d /usr/share/postduif && cp -r templates openapi.yaml /usr/share/postduif/
        install -m 0644 deploy/systemd/postduif.sysusers /usr/lib/sysusers.d/postduif.conf
        install -m 0644 deploy/systemd/postduif.tmpfiles /usr/lib/tmpfiles.d/postduif.conf
        install -m 0644 deploy/systemd/postduif.service /usr/lib/systemd/system/
        systemd-sysusers && systemd-tmpfiles --create postduif.conf
        sed "s/^log: .*/log: { level: info, format: json }/" deploy/postduif.example.yaml > /etc/postduif/postduif.yaml
        install -m 0600 /dev/null /etc/postduif/secret/relay.password && echo word > /etc/postduif/secret/relay.password
        systemctl daemon-reload'
}

is_active() { [[ $(property ActiveState) == active ]]; }
is_new() { is_active && [[ $(property MainPID) != "$former" ]] && answers livez; }

starts() {
    within systemctl start postduif || fail "it does not start"
    is_active || fail "it is $(property ActiveState)"
    answers livez || fail "systemctl start returned before it answered"
    say ready "$(property StatusText)"
    local pid user status
    pid=$(property MainPID)
    user=$(within ps -o user= -p "$pid")
    status=$(within cat "/proc/$pid/status")
    [[ $user == postduif && $status == *"CapEff:"$'\t'"0000000000000000"* && $status == *"NoNewPrivs:"$'\t'"1"* ]] || fail "it runs as $user"
    say user "$user, without a capability"
    [[ $(within stat -c '%U %a' /var/lib/postduif) == "postduif 700" ]] || fail "its folder is open"
}

# systemd's own lines have another identifier.
logs() {
    journal -o cat -t postduif > "$folder/log"
    [[ -s $folder/log ]] || fail "the journal has nothing of it"
    python3 -c 'import json, sys; lines = [json.loads(line) for line in sys.stdin]; assert all("message" in line for line in lines)' \
        < "$folder/log" || fail "not every line is a JSON object"
    ! grep -q word "$folder/log" || fail "the password is in the journal"
    say log "$(wc -l < "$folder/log") lines, each a JSON object"
}

reloads() {
    within systemctl reload postduif || fail "it does not reload"
    await 20 told "texts read again" || fail "nothing tells that the texts were read again"
    say reload "the texts were read again"
}
told() { journal -o cat -t postduif | grep -q "$1"; }

# One that stands still is ended by the watchdog; a minute would be long to wait.
hurry_watchdog() {
    within bash -euo pipefail -c '
        mkdir -p /run/systemd/system/postduif.service.d
        printf "[Service]\nWatchdogSec=4s\n" > /run/systemd/system/postduif.service.d/watchdog.conf
        systemctl daemon-reload && systemctl restart postduif'
}

comes_back() {
    former=$(property MainPID)
    within systemctl kill --signal="$1" postduif
    await "$2" is_new || fail "it does not come back from $1"
    say "$1" "it came back, the $(property NRestarts). time"
}

stops() {
    local begun=${EPOCHREALTIME/./} took
    within systemctl stop postduif || fail "it does not stop"
    took=$(((${EPOCHREALTIME/./} - begun) / 1000))
    [[ $(property ActiveState) == inactive && $(property Result) == success ]] || fail "it ended as $(property Result)"
    ((took < 10000)) || fail "it took $took ms to stop"
    say stop "within $took ms, $(property Result)"
}

check
trap clean EXIT
start_machine
install_unit
starts
logs
reloads
comes_back SIGKILL 60
hurry_watchdog
comes_back SIGSTOP 90
stops
say security "$(within systemd-analyze security --no-pager postduif | tail -n 1 | sed 's/^[^A-Za-z]*//')"
