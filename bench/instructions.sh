#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Instructions and CPU time per sample, of the whole chain and of SpeexDSP's
# denoiser in frames of 10 ms, for machines without readable counters. Valgrind
# counts the instructions; the difference of two lengths removes those of start
# and end. Times are medians of runs in turn, without valgrind.
#
#   bench/instructions.sh [BUILD]    the build folder [.]
#
# Exits with 77 if valgrind is not installed.

set -u

fail () { # STATUS TEXT
  echo "instructions.sh: $2" >&2
  exit "$1"
}

[ $# -le 1 ] || {
  sed -n 's/^#   //p' "$0" >&2
  exit 2
}
build=${1:-.}
program=$build/bench/instructions
[ -x "$program" ] \
  || fail 3 "$program is not there: build it, or give the build folder"
command -v valgrind > /dev/null \
  || fail 77 "no program valgrind: install valgrind"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-instructions.XXXXXX") || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In half seconds: warm-up, and the same again to count.
short=2 long=6 repeats=9

counted () { # SUBJECT HALVES: samples, instructions
  local samples
  samples=$("$build/libtool" --quiet --mode=execute valgrind --tool=callgrind \
    --callgrind-out-file=/dev/null "$program" "$1" "$2" 2> "$scratch/said") \
    || return
  printf '%s %s\n' "${samples% *}" \
    "$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$scratch/said")"
}

subjects=
for subject in mono mono-N3 stereo-N3 speex; do
  status=0
  "$program" "$subject" 1 > /dev/null || status=$?
  case $status in
    0) subjects="$subjects $subject" ;;
    77) echo "# $subject: not built" ;;
    *) fail 3 "$subject: it cannot be run" ;;
  esac
done

# In turn, so that other load affects all of them.
for _ in $(seq "$repeats"); do
  for subject in $subjects; do
    "$program" "$subject" 40 >> "$scratch/ns-$subject" \
      || fail 3 "$subject: it cannot be run"
  done
done

printf '%-12s %20s %12s %s\n' "" instructions/sample ns/sample "quartiles"
for subject in $subjects; do
  first=$(counted "$subject" "$short") && second=$(counted "$subject" "$long") \
    || fail 3 "$subject: $(tail -n 1 "$scratch/said")"
  ns=$(awk '{ print $2 / $1 }' "$scratch/ns-$subject" | sort -n \
    | awk '{ v[NR] = $1 } END { printf "%.1f %.1f to %.1f", v[(NR + 1) / 2],
             v[int ((NR + 3) / 4)], v[int ((3 * NR + 1) / 4)] }')
  printf '%s %s %s %s\n' "$subject" "$first" "$second" "$ns"
done | awk '{ printf "%-12s %20.1f %12s %s %s %s\n", $1,
              ($5 - $3) / ($4 - $2), $6, $7, $8, $9 }'
