#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The documents tell of the tree that is there: links and paths lead somewhere,
# constants have the values of the source, examples compile.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tools/constants.sh"

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
      | grep -E '^(libenhance|cli|gui|bench|plugins|samples|tests|docs)/' \
      | grep -E '^[a-z0-9_./-]+$'); do
      [ -e "$path" ] || missing="$missing $document:$path"
    done
  done
  [ -z "$missing" ] || fail "nothing there:$missing"
}

# A case in backquotes after the name or the letter of its test.
cases_exist () {
  local name missing=
  for name in $(grep -E '^\|' docs/realtime.md | grep -oE '`[a-z]+(_[a-z0-9]+){3,}`' \
    | tr -d '`' | sort -u); do
    grep -rqw -- "$name" tests || missing="$missing $name"
  done
  [ -z "$missing" ] || fail "no such case:$missing"
}

tests_named_in_make_check_exist () {
  local name missing=
  for name in $(cat $documents | grep -oE 'make check TESTS=[a-z0-9_/.]+' \
    | cut -d = -f 2 | sort -u); do
    [ -e "$name" ] || [ -e "$name.c" ] || missing="$missing $name"
  done
  [ -z "$missing" ] || fail "no such test:$missing"
}

# The table of constants as FILE NAME VALUE, FILE without its folder.
told () {
  grep -E '^\| `[a-z_]+\.[ch]` \| `[A-Za-z_0-9]+` \|' docs/constants.md \
    | tr -d '` ' | awk -F '|' -v OFS='\t' '{ print $2, $3, $4 }'
}

# A value that stands in a `static const` or a `#define`; or a number without a
# name of its own, beside the name in a line of the file.
constants_are_those_of_the_source () {
  local file name value found status=0 count=0
  constants . | sed 's/^[^\t]*\///' > "$tap_scratch/constants"
  while IFS=$'\t' read -r file name value; do
    count=$((count + 1))
    [ "$value" != table ] || continue
    found=$(awk -F '\t' -v f="$file" -v n="$name" \
      '$1 == f && $2 == n { print $3 }' "$tap_scratch/constants")
    if [ -z "$found" ]; then
      find libenhance/src -name "$file" -exec cat {} + | grep -F "$name" \
        | grep -qF -- "$value" && continue
      echo "docs/constants.md: $name is not in $file any more"
      status=1
    elif ! awk "BEGIN { exit !($found == $value) }"; then
      echo "docs/constants.md: $name is $found in $file, the table says $value:" \
        "put the new value there, and why"
      status=1
    fi
  done < <(told)
  [ "$count" -gt 20 ] || fail "only $count constants were found" || return 1
  return $status
}

# Every `static const` number and table of numbers has its row.
constants_are_told () {
  local file name missing=
  told > "$tap_scratch/told"
  while IFS=$'\t' read -r file name _; do
    cut -f 1,2 "$tap_scratch/told" | grep -qxF "${file##*/}"$'\t'"$name" \
      || missing="$missing $file:$name"
  done < <({ constants . | awk -F '\t' '$2 ~ /[a-z]/'; const_arrays .; } \
    | grep -v most_dose_percent)
  [ -z "$missing" ] || fail "not in docs/constants.md:$missing"
}

# File, name, value, unit, why: none is empty.
constants_have_their_reasons () {
  local bad
  bad=$(grep -E '^\| `[a-z_]+\.[ch]` \| `' docs/constants.md | awk -F '|' '{
    for (i = 2; i <= 6; ++i)
      if ($i ~ /^ *$/) { print $2 $3; next }
    if (NF != 7) print $2 $3 }')
  [ -z "$bad" ] || fail "a row needs five cells:" $bad
}

# The first block of C of docs/api.md is a whole program.
example_compiles () {
  awk '/^```$/ && inside { exit } inside; /^```c$/ { inside = 1 }' docs/api.md \
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

# Doxygen ends with a failure at the first comment that lacks a parameter, names
# one that does not exist, or refers to nothing.
reference_builds () {
  make -C "$top_builddir" docs || return 1
  [ -s "$top_builddir/docs/api/html/index.html" ] || fail "no site"
}

# A man page for every function, and nothing else left behind.
reference_is_installed () {
  local name missing= root=$tap_scratch/root
  make -C "$top_builddir" install-docs DESTDIR="$root" || return 1
  for name in $(cat libenhance/enhance.sym libenhance/enhance-io.sym | sed 's/ .*//'); do
    [ -n "$(find "$root" -path '*/man3/*' -name "$name.3")" ] \
      || missing="$missing $name"
  done
  [ -z "$missing" ] || fail "no man page:$missing" || return 1
  [ -n "$(find "$root" -path '*/api/html/index.html')" ] \
    || fail "no site" || return 1
  make -C "$top_builddir" uninstall-docs DESTDIR="$root" || return 1
  [ -z "$(find "$root" -type f)" ] || fail "left: $(find "$root" -type f)"
}

# Names of packages are those that bootstrap installs; what is found by pkg-config
# is told of.
packages_are_those_of_the_list () {
  local name wrong=
  for name in $(cat $documents | grep -oE '`[a-z0-9.+-]+-dev`' | tr -d '`' | sort -u); do
    grep -qE "^[a-z]+ +[a-z]+ +[^ ]+ +$name " build-aux/packages \
      || wrong="$wrong $name"
  done
  [ -z "$wrong" ] || fail "not in build-aux/packages:$wrong" || return 1
  for name in $(awk '/^[a-z]/ && $2 == "module" { print $4 }' build-aux/packages); do
    cat $documents | grep -qF "\`$name\`" || wrong="$wrong $name"
  done
  [ -z "$wrong" ] || fail "in no document:$wrong"
}

# What configure looks for is in the list, and what it says is what the list has.
configure_names_packages_of_the_list () {
  local name wrong=
  for name in $(sed -nE 's/^ENH_WITH\(\[[a-z]+\], \[([^ ]+) .*/\1/p' configure.ac); do
    awk -v name="$name" '$2 == "module" && $3 == name { found = 1 }
      END { exit !found }' build-aux/packages || wrong="$wrong $name"
  done
  [ -z "$wrong" ] || fail "not in build-aux/packages:$wrong" || return 1
  ! grep -nE 'Debian: |Fedora: ' configure.ac m4/enhance.m4 \
    | grep -v 'Debian: .1' || fail "ENH_PACKAGE has the names"
}

tap_cases links_lead_somewhere paths_exist cases_exist tests_named_in_make_check_exist \
  constants_are_those_of_the_source constants_are_told \
  constants_have_their_reasons
tap_cases example_compiles parameters_exist packages_are_those_of_the_list \
  configure_names_packages_of_the_list
tap_case_with doxygen reference_builds_without_warning reference_builds
tap_case_with doxygen reference_is_installed_and_removed reference_is_installed
tap_done
