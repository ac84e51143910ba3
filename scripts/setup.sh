#!/bin/bash
# usage: scripts/setup.sh build|test|bench|deliverability|screenshots
# Sees to it that the compiler and the system packages are there. Says nothing and changes nothing when they are.
# Installs with apt on Debian and Ubuntu; elsewhere it names what is missing. Starts, stops and removes nothing.
set -euo pipefail

readonly swift_wanted=6.3
readonly purpose=${1:-build}

# Package name, then how its presence is known: a pkg-config module, a command or an installed package.
readonly build_needs='
pkg-config           command  pkg-config
libcurl4-openssl-dev library  libcurl
libsqlite3-dev       library  sqlite3
zlib1g-dev           library  zlib
'
readonly test_needs='
openssl              command  openssl
python3              command  python3
python3-venv         package  python3-venv
chromium             command  chromium
python3-dkim         package  python3-dkim
python3-nacl         package  python3-nacl
strace               command  strace
gcc                  command  cc
postfix              command  postfix
sasl2-bin            command  saslpasswd2
libsasl2-modules     package  libsasl2-modules
prometheus           command  promtool
mandoc               command  mandoc
'
readonly deliverability_needs='
spamassassin         command  spamassassin
rspamd               command  rspamd
'
readonly screenshot_needs='
chromium             command  chromium
python3-venv         package  python3-venv
curl                 command  curl
'
readonly bench_needs='
postfix              command  postfix
wrk                  command  wrk
valgrind             command  valgrind
'

say() { printf 'setup: %s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

check_swift() {
    command -v swift >/dev/null || stop "Swift $swift_wanted or newer is not installed. See https://www.swift.org/install"
    local found
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    [[ -n $found ]] || stop "swift --version names no version; Swift $swift_wanted or newer is needed. See https://www.swift.org/install"
    [[ $(printf '%s\n%s\n' "$swift_wanted" "$found" | sort -V | head -n 1) == "$swift_wanted" ]] ||
        stop "Swift $found is too old; $swift_wanted or newer is needed. See https://www.swift.org/install"
}

is_there() {
    local how=$1 name=$2
    case $how in
        command) PATH=$PATH:/usr/sbin:/sbin command -v "$name" >/dev/null ;;
        library) pkg-config --exists "$name" 2>/dev/null ;;
        package) [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || ! command -v dpkg-query >/dev/null ;;
    esac
}

# Another mail server on this machine is left in peace: Debian would remove it for postfix.
other_mail_server() {
    [[ -e /usr/sbin/sendmail ]] && ! is_there command postfix
}

missing_packages() {
    local package how name
    while read -r package how name; do
        [[ -n $package ]] || continue
        is_there "$how" "$name" || printf '%s\n' "$package"
    done
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    [[ $(id -u) == 0 ]] && return 0
    command -v sudo >/dev/null || return 1
    [[ -t 0 ]] || sudo -n true 2>/dev/null
}

# invoke-rc.d asks this file; 101 means that no package starts a service while it is there.
readonly no_start=/usr/sbin/policy-rc.d
keeps_services_down=no

keep_services_down() {
    [[ -e $no_start ]] && return 0
    keeps_services_down=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$no_start" >/dev/null
    as_root chmod 0755 "$no_start"
}

allow_services() {
    [[ $keeps_services_down == no ]] || as_root rm -f "$no_start"
    keeps_services_down=no
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends --no-remove "$@"
}

install_with_apt() {
    local log
    log=$(mktemp)
    trap allow_services EXIT
    keep_services_down
    case " $* " in
        *' postfix '*) echo 'postfix postfix/main_mailer_type select Local only' | as_root debconf-set-selections 2>/dev/null || true ;;
    esac
    if ! apt_install "$@" >"$log" 2>&1; then
        # A fresh machine has no package lists yet.
        if ! { as_root apt-get update --quiet=2 && apt_install "$@"; } >"$log" 2>&1; then
            tail -n 20 "$log" >&2
            rm -f "$log"
            stop "apt could not install: $*"
        fi
    fi
    rm -f "$log"
    allow_services
    disable_new_services "$@"
}

# What was installed for the tests does not start with the machine either.
disable_new_services() {
    local package
    command -v systemctl >/dev/null || return 0
    for package in "$@"; do
        case $package in
            postfix) as_root systemctl disable postfix >/dev/null 2>&1 || true ;;
            prometheus) as_root systemctl disable prometheus >/dev/null 2>&1 || true ;;
            sasl2-bin) as_root systemctl disable saslauthd >/dev/null 2>&1 || true ;;
        esac
    done
}

case $purpose in
    build) needs=$build_needs ;;
    test) needs=$build_needs$test_needs ;;
    deliverability) needs=$build_needs$deliverability_needs ;;
    screenshots) needs=$build_needs$screenshot_needs ;;
    bench) needs=$build_needs$bench_needs ;;
    *)
        say "usage: scripts/setup.sh build|test|bench|deliverability|screenshots"
        exit 2
        ;;
esac

check_swift
mapfile -t missing < <(missing_packages <<<"$needs" | sort -u)

if [[ " ${missing[*]-} " == *' postfix '* ]] && other_mail_server; then
    say "another mail server is installed, so postfix is not: tests and comparisons with Postfix are left out"
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | grep -vx postfix || true)
fi
drive_browser() {
    [[ $purpose != test && $purpose != screenshots ]] || "$(dirname "${BASH_SOURCE[0]}")/browser/install.sh" || stop "what drives the browser could not be installed from PyPI"
}

if [[ ${#missing[@]} -eq 0 ]]; then
    drive_browser
    exit 0
fi

if ! command -v apt-get >/dev/null; then
    say "missing on this system, by their Debian names: ${missing[*]}"
    stop "install the libraries (with headers) libcurl with OpenSSL, SQLite 3 and zlib, and the commands named above; then run this again"
fi
may_install || stop "missing packages. As root, run: apt-get update && apt-get install --no-install-recommends ${missing[*]}"

say "installing ${missing[*]}"
install_with_apt "${missing[@]}"

mapfile -t missing < <(missing_packages <<<"$needs" | sort -u)
for package in ${missing[@]+"${missing[@]}"}; do
    [[ $package == postfix ]] || stop "$package was installed but is not found; see the table at the top of scripts/setup.sh"
done
drive_browser
