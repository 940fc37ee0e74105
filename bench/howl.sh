#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# False alarms of the howl guard: runs `enhance file` over every sound file in
# the given folders, and counts the howls found and the share of the time with a
# test dip. Exits with 1 if there was a howl, 2 for wrong usage, 3 if a file
# could not be processed.

set -euo pipefail

usage () {
  cat << 'END'
usage: howl.sh [--build DIR] [--each] FOLDER... [-- OPTIONS]

  --build DIR   where enhance was built [.]
  --each        a line for each file in which the guard did something

FOLDERs are searched for .wav and .flac files. OPTIONS are those of
`enhance file`, as in

  bench/howl.sh --build build mixtures/noisy -- -a N4 -s mic_full_scale=109
END
}

build=. each= folders=()
while [ $# -gt 0 ]; do
  case $1 in
    --build)
      [ $# -ge 2 ] || { echo 'howl.sh: --build: a value is missing' >&2; exit 2; }
      build=$2
      shift 2
      ;;
    --each) each=1; shift ;;
    -h | --help) usage; exit 0 ;;
    --) shift; break ;;
    -*) usage >&2; echo "howl.sh: $1: no such option" >&2; exit 2 ;;
    *) folders+=("$1"); shift ;;
  esac
done
[ ${#folders[@]} -gt 0 ] || { usage >&2; exit 2; }

said=$(mktemp "${TMPDIR:-/tmp}/enhance-howl.XXXXXX")
trap 'rm -f "$said"' EXIT

files=0 howls=0 seconds=0 work=0
while IFS= read -r -d '' file; do
  "$build/cli/enhance" file -v -s howl_guard=1 "$@" "$file" - \
    < /dev/null 2> "$said" > /dev/null || { cat "$said" >&2; exit 3; }
  now=$(sed -nE 's/^  howls ([0-9]+).*/\1/p' "$said")
  share=$(sed -nE 's/.*at work in ([0-9.]+) %.*/\1/p' "$said")
  length=$(sed -nE 's/.* channels?, ([0-9.]+) s$/\1/p' "$said")
  if [ -z "$now" ] || [ -z "$share" ] || [ -z "$length" ]; then
    echo "howl.sh: enhance file -v tells nothing of howls" >&2
    exit 3
  fi
  files=$((files + 1))
  howls=$((howls + now))
  seconds=$(awk "BEGIN { print $seconds + $length }")
  work=$(awk "BEGIN { print $work + $share * $length / 100 }")
  if [ -n "$each" ] && { [ "$now" -gt 0 ] || [ "$share" != 0.0 ]; }; then
    printf '%3d howls, at work in %4s %%: %s\n' "$now" "$share" "$file"
  fi
done < <(find "${folders[@]}" -type f \( -name '*.wav' -o -name '*.flac' \) \
  -print0 | sort -z)
[ "$files" -gt 0 ] || { echo "howl.sh: no sound files" >&2; exit 3; }
awk "BEGIN { printf \"%d files, %.0f s: %d howls, at work in %.2f %% of the time\n\", $files, $seconds, $howls, 100 * $work / $seconds }"
[ "$howls" -eq 0 ]
