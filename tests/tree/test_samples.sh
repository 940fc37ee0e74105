#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The recordings are those that samples/README.md tells of, and the sample
# programs work.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

samples=$top_srcdir/samples
recordings=(kitchen cafe traffic far-talker fan quiet-room)

if command -v sha256sum > /dev/null; then
  hash_of () { sha256sum "$1" | cut -d ' ' -f 1; }
else
  hash_of () { shasum -a 256 "$1" | cut -d ' ' -f 1; }
fi

hash_is_as_told () {
  local told found
  told=$(sed -n "s/^| \`$1\.flac\` .*| \`\([0-9a-f]\{64\}\)\` |\$/\1/p" \
    "$samples/README.md")
  found=$(hash_of "$samples/$1.flac")
  [ -n "$told" ] || fail "samples/README.md has no row for $1.flac" || return 1
  [ "$told" = "$found" ] \
    || fail "$1.flac has $found, the README tells $told: run make-samples"
}

every_recording_has_a_row () {
  local path name status=0
  for path in "$samples"/*.flac; do
    name=$(basename "$path" .flac)
    case " ${recordings[*]} " in
      *" $name "*) ;;
      *) status=1; echo "$name.flac is in samples/, and not in this test" ;;
    esac
  done
  return $status
}

together_under_4_mb () {
  local bytes
  bytes=$(cat "$samples"/*.flac | wc -c)
  [ "$bytes" -lt 4000000 ] || fail "$bytes bytes"
}

# Speech, and a pause before and after it, in order and not overlapping.
segments_are_in_order () {
  awk -F '\t' -v file="$1.flac" '
    $1 == file {
      if ($3 < end || $4 <= $3) { print "bad row: " $0; bad = 1 }
      end = $4
      ++count[$2]
    }
    END {
      if (count["speech"] < 2 || count["pause"] < 2) {
        print file ": " count["speech"] " speech, " count["pause"] " pause"
        bad = 1
      }
      exit bad
    }' "$samples/segments.tsv"
}

file_program () {
  "$top_builddir/samples/enhance-a-file" "$samples/cafe.flac" \
    "$tap_scratch/cafe.flac" || return 1
  [ -s "$tap_scratch/cafe.flac" ] || fail "no output" || return 1
  ! cmp -s "$samples/cafe.flac" "$tap_scratch/cafe.flac" \
    || fail "output equals input"
}

# Rate, channels, width and frames as FLAC notes them, 8 bytes into the first
# block's 18.
file_program_keeps_shape () {
  local path
  for path in "$samples/cafe.flac" "$tap_scratch/cafe.flac"; do
    od -An -tx1 -j 18 -N 8 "$path"
  done | uniq | awk '{ print } END { exit NR != 1 }'
}

# The program enhance does the same as the smallest program.
file_program_equals_enhance () {
  "$top_builddir/cli/enhance" file -q -s noise_reduction=75 \
    "$samples/cafe.flac" "$tap_scratch/same.flac" || return 1
  cmp "$tap_scratch/cafe.flac" "$tap_scratch/same.flac"
}

file_program_refuses () {
  local status=0 said
  said=$("$top_builddir/samples/enhance-a-file" "$1" "$tap_scratch/none.wav" \
    2>&1) || status=$?
  [ "$status" -eq 1 ] || fail "status $status: $said" || return 1
  [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || fail "$said" || return 1
  [ ! -e "$tap_scratch/none.wav" ] || fail "an output was left"
}

live_program () {
  timeout -s KILL 30 "$top_builddir/samples/enhance-live" 1 \
    "dummy:$samples/fan.flac" "dummy:$tap_scratch/ear.wav" || return 1
  [ "$(wc -c < "$tap_scratch/ear.wav")" -gt 32000 ] || fail "too little sound"
}

for name in "${recordings[@]}"; do
  tap_case "recording_is_as_told_${name//-/_}" hash_is_as_told "$name"
  tap_case "segments_are_in_order_${name//-/_}" segments_are_in_order "$name"
done
tap_case every_recording_has_a_row every_recording_has_a_row
tap_case recordings_are_under_4_mb_together together_under_4_mb
if [ -x "$top_builddir/samples/enhance-a-file" ]; then
  tap_case file_program_works file_program
  tap_case file_program_keeps_shape file_program_keeps_shape
  if [ -x "$top_builddir/cli/enhance" ]; then
    tap_case file_program_equals_enhance file_program_equals_enhance
  else
    tap_skip file_program_equals_enhance "enhance was not built: see configure"
  fi
  tap_case file_program_refuses_text file_program_refuses "$samples/README.md"
  tap_case file_program_refuses_what_is_not_there file_program_refuses \
    "$tap_scratch/nothing.wav"
  tap_case live_program_works live_program
else
  tap_note "the sample programs were not built: see configure"
fi
tap_done
