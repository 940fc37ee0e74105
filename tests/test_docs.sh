#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The documents tell of the tree that is there: links and paths lead somewhere,
# constants have the values of the source, examples compile.

. "${top_srcdir:-$(dirname "$0")/..}/tests/tap.sh"

cd "$top_srcdir" || exit 99

documents="README.md CONTRIBUTING.md docs/*.md samples/*.md"

links_lead_somewhere () {
  local document link missing=
  for document in $documents; do
    for link in $(grep -oE '\]\([^)#]+' "$document" | cut -c 3- \
      | grep -vE '^[a-z]+:'); do
      [ -e "$(dirname "$document")/$link" ] \
        || missing="$missing $document:$link"
    done
  done
  [ -z "$missing" ] || fail "nothing there:$missing"
}

# In backquotes, beginning with the name of a room.
paths_exist () {
  local document path missing=
  for document in $documents; do
    for path in $(grep -oE '`[A-Za-z0-9_./-]+`' "$document" | tr -d '`' \
      | grep -E '^(libenhance|cli|gui|bench|samples|tests|docs)/' \
      | grep -E '^[a-z0-9_./-]+$'); do
      [ -e "$path" ] || missing="$missing $document:$path"
    done
  done
  [ -z "$missing" ] || fail "nothing there:$missing"
}

tests_named_in_make_check_exist () {
  local name missing=
  for name in $(cat $documents | grep -oE 'make check TESTS=[a-z0-9_/.]+' \
    | cut -d = -f 2 | sort -u); do
    [ -e "$name" ] || [ -e "$name.c" ] || missing="$missing $name"
  done
  [ -z "$missing" ] || fail "no such test:$missing"
}

# | `FILE` | `NAME` | VALUE | against  static const TYPE NAME = VALUE;
constants_are_those_of_the_source () {
  local file name value found status=0 count=0
  while IFS='|' read -r _ file name value _; do
    file=$(echo "$file" | tr -d '` ') name=$(echo "$name" | tr -d '` ')
    value=$(echo "$value" | tr -d ' ')
    count=$((count + 1))
    found=$(find libenhance/src -name "$file" -exec sed -nE \
      "s/^(static )?const (float|double) $name = ([-0-9.e]+)f?;.*/\3/p" {} +)
    if [ -z "$found" ]; then
      echo "docs/dsp.md: $name is not in $file any more"
      status=1
    elif ! awk "BEGIN { exit !($found == $value) }"; then
      echo "docs/dsp.md: $name is $found in $file, the table tells $value:" \
        "put the new value there, and why"
      status=1
    fi
  done < <(grep -E '^\| `[a-z_]+\.c` \|' docs/dsp.md)
  [ "$count" -gt 20 ] || fail "only $count constants were found" || return 1
  return $status
}

# A tuned constant belongs into the table, unless it tunes nothing: limits of
# numbers, meters, and what the text of the document already explains.
constants_are_told () {
  local file name missing=
  for file in libenhance/src/chain.c libenhance/src/chain_setup.c \
    libenhance/src/stages/*.c; do
    for name in $(sed -nE \
      's/^static const (float|double) ([a-z_0-9]+) = .*/\2/p' "$file" \
      | grep -E '_(seconds|hz|db|octaves|db_spl)$' | grep -v '^meter_'); do
      grep -qF "\`$name\`" docs/dsp.md || missing="$missing $file:$name"
    done
  done
  [ -z "$missing" ] || fail "not in docs/dsp.md:$missing"
}

# The first block of C of the README is a whole program.
example_compiles () {
  sed -n '/^```c$/,/^```$/p' README.md | grep -v '^```' \
    > "$tap_scratch/example.c"
  [ -s "$tap_scratch/example.c" ] || fail "no example" || return 1
  ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
    -Ilibenhance/include "$tap_scratch/example.c"
}

# Every parameter that a document names is one that there is.
parameters_exist () {
  local name missing=
  for name in $(cat $documents \
    | grep -oE '(--set|-s) [a-z_]+=' | sed 's/.* //; s/=//' | sort -u); do
    grep -qF "\"$name\"" libenhance/src/base/param.c || missing="$missing $name"
  done
  [ -z "$missing" ] || fail "no such parameter:$missing"
}

tap_case links_lead_somewhere links_lead_somewhere
tap_case paths_exist paths_exist
tap_case tests_named_in_make_check_exist tests_named_in_make_check_exist
tap_case constants_are_those_of_the_source constants_are_those_of_the_source
tap_case constants_are_told constants_are_told
tap_case readme_example_compiles example_compiles
tap_case parameters_exist parameters_exist
tap_done
