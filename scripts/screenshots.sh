#!/bin/bash
# usage: scripts/screenshots.sh [FOLDER]
# Draws every kind of mail in every language with Chromium, 375 and 700 points wide, light and dark, into FOLDER (.build/screenshots),
# and two of them into docs/images; then the pictures of the officer guide into docs/guide/pictures. Nothing is loaded from anywhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly folder=${1:-.build/screenshots} postduif=.build/debug/postduif
readonly -A chosen=([activation_link.nl.375.light]=activation-link [one_time_code.fr.375.dark]=one-time-code-dark)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/postduif.yaml" <<YAML
http: { public_url: "https://sleutels.example.be" }
sender: { name: Digitale sleutels, address: no-reply@example.be, bounce_domain: bounce.example.be }
contact: { name: Servicedesk, email: servicedesk@example.be, phone: "+32 2 555 00 00" }
YAML
"$postduif" templates preview --config "$work/postduif.yaml" --output "$work/mails" >/dev/null
mkdir -p "$folder" docs/images

# Chromium draws at least 500 points: a narrower mail stands in a frame of its width.
draw() {
    local mail=$1 width=$2 scheme=$3 name number=1 height=1400
    # More than the tallest narrow mail, in one language or in two (an English one has two): crop.py takes off what is left.
    [[ $mail != *+* && $mail != *.en.html ]] || height=3000
    name=$(basename "$mail" .html).$width.$scheme
    [[ $scheme == light ]] || number=0
    printf '<!DOCTYPE html><meta name="color-scheme" content="light dark"><body style="margin:0"><iframe src="%s" style="border:0;width:%spx;height:%spx"></iframe>' \
        "file://$mail" "$width" "$height" >"$work/frame.html"
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --allow-file-access-from-files \
        --force-device-scale-factor=1 --blink-settings=preferredColorScheme="$number" --window-size="$((width < 500 ? 500 : width)),$height" \
        --user-data-dir="$work/chromium" --screenshot="$work/drawn.png" "file://$work/frame.html" >/dev/null 2>"$work/chromium.log" ||
        { cat "$work/chromium.log" >&2; exit 1; }
    python3 scripts/crop.py "$work/drawn.png" "$width" "$folder/$name.png"
    if [[ -v chosen[$name] ]]; then cp "$folder/$name.png" "docs/images/${chosen[$name]}.png"; fi
}

count=0
for mail in "$work"/mails/*.html; do
    for width in 375 700; do
        for scheme in light dark; do
            draw "$mail" "$width" "$scheme"
            count=$((count + 1))
        done
    done
done
echo "$count pictures in $folder; ${#chosen[@]} in docs/images"
scripts/guide.sh
