#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance file through every container and encoding that libsndfile writes, at unity:
# rate, channels and length stay, and in lossless ones every bit. `make check` takes
# two rates for each format, another two for the next; ENH_ALL_RATES=1 takes all.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"

all_formats=$top_builddir/tests/cli/all_formats
unity="-s compression=0 -s noise_reduction=0 -s clatter_guard=0 -s howl_guard=0"
rates=(8000 11025 16000 22050 32000 44100 48000 88200 96000 176400 192000)

# A refusal says why: the format has other rates, or none for so many channels.
round_trip () { # NUMBER ENDING RATE CHANNELS
  local status=0
  "$all_formats" make "$1" "in.$2" "$3" "$4" 3001 || return 77
  enhance file -q $unity "in.$2" "out.$2" 2> said || status=$?
  if [ "$status" -eq 3 ] \
    && grep -qE 'keep other rates|cannot write|only 8000 to 192000 Hz' said; then
    refusals="$refusals $3/$4"
    return 0
  fi
  [ "$status" -eq 0 ] || fail "$3 Hz, $4: status $status: $(cat said)" || return 1
  "$all_formats" check "$1" "out.$2" "in.$2" || fail "$3 Hz, $4" || return 1
  trips=$((trips + 1))
}

format_comes_back () { # NUMBER ENDING
  local rate channels result trips=0 refusals='' made=0
  local some=("${rates[@]}")
  fresh
  [ -n "${ENH_ALL_RATES:-}" ] \
    || some=("${rates[$1 % ${#rates[@]}]}" "${rates[($1 + 5) % ${#rates[@]}]}" \
      44100 8000)
  for rate in "${some[@]}"; do
    for channels in 1 2; do
      result=0
      round_trip "$1" "$2" "$rate" "$channels" || result=$?
      [ "$result" -ne 1 ] || return 1
      [ "$result" -eq 77 ] || made=1
    done
  done
  echo "$trips trips, refused:$refusals"
  [ "$made" -eq 1 ] || return 77
  [ "$trips" -gt 0 ]
}

while read -r number ending name; do
  tap_allowed_case "$(tr -cs 'A-Za-z0-9\n' _ <<< "$name")_comes_back" \
    "libsndfile does not write it" format_comes_back "$number" "$ending"
done < <("$all_formats" list)

tap_done
