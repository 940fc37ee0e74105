#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What a constant does to the quality: builds `enhance` once with every value,
# from a copy of the source, and lets quality.sh measure all of them. The first
# row is the value that ships. Ends with 2 after wrong usage, 3 if something
# could not be read or built.

set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

usage () {
  cat << 'END'
usage: sweep.sh [OPTIONS] FILE NAME VALUE...

FILE is a source file of libenhance, or its name alone; NAME a constant in it,
as in `static const float NAME = 0.04f;`. For example

  sweep.sh --kit KIT denoise.c prior_seconds 0.02 0.08

  --kit DIR        the scoring kit; without it the environment variable KIT
  --build DIR      a configured build folder [.]
  --snr LIST       signal-to-noise ratios [0,5,10]; all: every one
  --jobs N         processes at a time [2]
  --mixtures DIR   what mix.py made before
  --tsv FILE       also write the table
  --list           show the line of the source with every value, and end
END
}

die () {
  printf 'sweep.sh: %s\n' "$2" >&2
  exit "$1"
}

kit=${KIT-} build=. snr=0,5,10 jobs=2 list=
options=() words=()
while [ $# -gt 0 ]; do
  case $1 in
    --kit | --build | --snr | --jobs | --mixtures | --tsv)
      [ $# -ge 2 ] || die 2 "$1: a value is missing"
      case $1 in
        --kit) kit=$2 ;;
        --build) build=$2 ;;
        --snr) snr=$2 ;;
        --jobs) jobs=$2 ;;
        --mixtures | --tsv) options+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    --list) list=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    --*) usage >&2; die 2 "$1: no such option" ;;
    *) words+=("$1"); shift ;;
  esac
done
[ ${#words[@]} -ge 3 ] || { usage >&2; die 2 "give FILE NAME VALUE..."; }
file=${words[0]} name=${words[1]}
values=("${words[@]:2}")

source=$(cd "$here/../.." && pwd)
case $file in
  */*) path=${file#"$source/"} ;;
  *)
    path=$(cd "$source" && find libenhance/src -name "$file")
    [ "$(printf '%s\n' "$path" | wc -l)" -eq 1 ] \
      || die 2 "$file: there is more than one: $path"
    ;;
esac
[ -n "$path" ] && [ -f "$source/$path" ] \
  || die 2 "$file: no such file in libenhance/src"
case $name in
  *[!A-Za-z0-9_]*) die 2 "$name: this is no name of a constant" ;;
esac

# A definition: `const` of some kind, or in an enumeration; the number is kept
# apart from the f behind it.
number='[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?'
definition="^(.*(const [a-z0-9_ ]+|enum.*[{,] *)\b$name = )$number(f?\b.*)\$"
found=$(grep -cE "$definition" "$source/$path" || :)
[ "$found" -eq 1 ] \
  || die 2 "$path: $found definitions of $name with a number were found, not 1"
shipped=$(grep -E "$definition" "$source/$path" \
  | sed -E "s/.*\b$name = ($number).*/\1/")
for value in "${values[@]}"; do
  printf '%s\n' "$value" | grep -Eqx -- "$number" \
    || die 2 "$value: this is no number"
done

# change INPUT VALUE: the source with another value. A float needs its point.
change () {
  local value=$2
  if grep -qE "\b$name = ${number}f\b" "$1"; then
    case $value in
      *[.eE]*) ;;
      *) value=$value.0 ;;
    esac
  fi
  sed -E "s/$definition/\1$value\4/" "$1"
}

if [ -n "$list" ]; then
  for value in "$shipped" "${values[@]}"; do
    change "$source/$path" "$value" | grep -E "\b$name = "
  done
  exit
fi

[ -n "$kit" ] || die 2 "no kit was given: --kit DIR, or KIT in the environment"
[ -f "$build/Makefile" ] && [ -f "$build/config.status" ] \
  || die 2 "$build is no configured build folder; give --build"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-sweep.XXXXXX")
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A copy of the source as an archive would have it, built without shared
# libraries: each program is then whole, and can be put aside.
printf '# building\n' >&2
{
  make -C "$build" -s distdir distdir="$scratch/source" \
    && chmod -R u+w "$scratch/source" \
    && mkdir "$scratch/build" \
    && (cd "$scratch/build" \
      && ../source/configure -q --disable-shared \
      && make -s -j"$jobs" cli/enhance)
} > "$scratch/log" 2>&1 || {
  tail -n 20 "$scratch/log" >&2
  die 3 "the copy of the source could not be built"
}

variants=()
for value in "$shipped" "${values[@]}"; do
  label=$name=$value
  [ ${#variants[@]} -gt 0 ] || label="$label (shipped)"
  change "$source/$path" "$value" > "$scratch/source/$path"
  # Within the second of the last build it may not be seen as new.
  rm -f "$scratch/build/cli/enhance"
  sleep 1
  touch "$scratch/source/$path"
  make -C "$scratch/build" -s -j"$jobs" cli/enhance > "$scratch/log" 2>&1 || {
    tail -n 20 "$scratch/log" >&2
    die 3 "$name = $value could not be built"
  }
  cp "$scratch/build/cli/enhance" "$scratch/enhance-${#variants[@]}"
  variants+=(--variant "$label=$scratch/enhance-${#variants[@]}")
done

[ "$snr" = all ] || options+=(--snr "$snr")
"$here/quality.sh" --jobs "$jobs" "${variants[@]}" \
  ${options[@]+"${options[@]}"} "$kit"
