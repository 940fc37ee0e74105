#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Pictures of a page of `enhance-bench --html`, by headless Chromium: the top in
# the light theme, a chapter in the dark one, and all of it printed.
#
#   bench/screenshots.sh REPORT.html LIGHT.png DARK.png PRINT.pdf [CHAPTER]
#
# CHAPTER is one of latency, speed, quality, acoustics, soak; the default is the
# top. Exits with 1 if the page printed anything on the console or requested an
# external resource, 77 if Chromium is not installed.

set -u

fail () { # STATUS TEXT
  echo "screenshots.sh: $2" >&2
  exit "$1"
}

[ $# -eq 4 ] || [ $# -eq 5 ] || {
  sed -n 's/^#   //p' "$0" >&2
  exit 2
}
page=$1 light=$2 dark=$3 print=$4 chapter=${5:-}
[ -r "$page" ] || fail 3 "$page cannot be read"
command -v chromium > /dev/null || fail 77 "no program chromium: install chromium"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-screenshots.XXXXXX") || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# browse PAGE OPTION...: quietly and without network.
browse () {
  local shown=$1
  shift
  timeout -s KILL 180 chromium --headless --no-sandbox --disable-gpu \
    --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --disable-dev-shm-usage \
    --host-resolver-rules='MAP * ~NOTFOUND' \
    --user-data-dir="$scratch/chromium" --enable-logging=stderr --v=0 \
    --log-net-log="$scratch/net" --net-log-capture-mode=Everything \
    --window-size=1200,1600 --hide-scrollbars "$@" "file://$shown" \
    > "$scratch/said" 2>&1
  ! grep -E 'CONSOLE|Refused to|Uncaught' "$scratch/said" >&2 \
    || fail 1 "$page: there are words on the console"
  grep -qF "$shown" "$scratch/net" \
    || fail 3 "chromium: $(tail -n 1 "$scratch/said")"
  # The browser's own requests have no origin.
  ! grep -F '"initiator":"' "$scratch/net" \
    | grep -vF '"initiator":"not an origin"' \
    | sed -n 's/.*"url":"\([^"]*\)".*/\1/p' | grep . >&2 \
    || fail 1 "$page: it asked for what is not in it"
}

cp "$page" "$scratch/whole.html" || exit 3
# Without the chapters before it.
sed -n "/<h2 id=\"$chapter\"/,\$p" "$page" > "$scratch/chapter"
if [ -s "$scratch/chapter" ]; then
  sed '/<h2 id=/,$d' "$page" | cat - "$scratch/chapter" > "$scratch/part.html"
else
  cp "$page" "$scratch/part.html"
fi
browse "$scratch/whole.html" --blink-settings=preferredColorScheme=1 \
  --screenshot="$light"
browse "$scratch/part.html" --blink-settings=preferredColorScheme=0 \
  --screenshot="$dark"
browse "$scratch/whole.html" --print-to-pdf="$print" --no-pdf-header-footer
for made in "$light" "$dark" "$print"; do
  [ -s "$made" ] || fail 3 "$made: nothing was written"
done
