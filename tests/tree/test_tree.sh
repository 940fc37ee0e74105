#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The source tree is kept: licence lines, white space, format, one version.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

cd "$top_srcdir" || exit 99

# What belongs to the project: by git in a clone; in a released archive, by room
# less what autoconf and automake add and what is younger than this build.
if git rev-parse --is-inside-work-tree > /dev/null 2>&1 \
  && [ "$(git rev-parse --show-toplevel)" = "$(pwd -P)" ]; then
  # Less what is deleted and not committed yet.
  files () {
    git ls-files | while read -r file; do
      [ ! -f "$file" ] || echo "$file"
    done
  }
else
  files () {
    find . -type f ! -path './build/*' ! -path './autom4te.cache/*' \
      ! -path './_build/*' ! -newer "$top_builddir/config.status" \
      ! -path '*/.libs/*' ! -path '*/.deps/*' ! -name '*.l[ao]' \
      ! -name '*.o' ! -name '*.log' ! -name '*.trs' ! -name configure \
      ! -name 'aclocal.m4' ! -name 'Makefile.in' ! -name 'config.h.in' \
      ! -path './m4/l*.m4' | sed 's|^\./||' \
      | grep -vE '^build-aux/(ar-lib|compile|config\.|depcomp|install-sh|ltmain|missing|tap-driver|test-driver)'
  }
fi

binary='\.(flac|wav|ogg|png|ico)$|^tests/fuzz/corpus/'

# Debian's tools want no other line in some of theirs: debian/copyright tells of all.
every_file_names_its_licence () {
  local bare
  bare=$(files | grep -vE "^debian/(changelog|source/format|.*\.(install|symbols))$" \
    | grep -vE "$binary|^COPYING$|\.tsv$|\.sym$|\.license$|\.pc\.in$" \
    | while read -r file; do
      head -n 6 "$file" | grep -q 'SPDX-License-Identifier: ' \
        || [ -e "$file.license" ] || echo "$file"
    done)
  [ -z "$bare" ] || fail "without SPDX lines in the first six:" "$bare"
}

no_line_ends_in_white_space () {
  local found
  found=$(files | grep -vE "$binary" | tr '\n' '\0' \
    | xargs -0 grep -nE '[[:blank:]]+$|'$'\r''$')
  [ -z "$found" ] || fail "$found"
}

no_tab_outside_makefiles () {
  local found
  found=$(files | grep -vE "$binary|(^|/)(Makefile\.am|local\.mk)$|^debian/rules$|\.tsv$" \
    | tr '\n' '\0' | xargs -0 grep -lP '\t')
  [ -z "$found" ] || fail "$found"
}

every_file_ends_its_last_line () {
  local file
  files | grep -vE "$binary" | while read -r file; do
    [ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] \
      || fail "$file: no newline at its end" || exit 1
  done
}

# In configure.ac; the change log tells of it.
version_is_in_the_changelog () {
  local version
  version=$(sed -n 's/^AC_INIT(\[[a-z]*\], \[\([0-9.]*\)\].*/\1/p' configure.ac)
  [ -n "$version" ] || fail "no version in configure.ac" || return 1
  grep -q "^## \[$version\]" CHANGELOG.md || fail "CHANGELOG lacks $version"
}

version_stands_once () {
  local version found
  version=$(sed -n 's/^AC_INIT(\[[a-z]*\], \[\([0-9.]*\)\].*/\1/p' configure.ac)
  found=$(files | grep -E '\.([ch]|mk|am|in)$|^bootstrap$' | tr '\n' '\0' \
    | xargs -0 grep -nF "$version")
  [ -z "$found" ] || fail "$found"
}

# A test that no list names would never run.
every_test_is_in_a_list () {
  local file
  files | grep -E '^tests/(.*/)?test_[a-z0-9_]*\.(c|sh)$' | while read -r file; do
    grep -qE "^[[:blank:]]+${file%.c}( \\\\)?\$" tests/local.mk \
      || grep -qE "= *${file%.c}\$" tests/local.mk \
      || fail "$file" || exit 1
  done
}

# Another version of the tool breaks lines elsewhere.
format_tool () {
  local tool
  for tool in clang-format-14 clang-format; do
    if command -v "$tool" > /dev/null \
      && "$tool" --version | grep -q ' version 14\.'; then
      echo "$tool"
      return
    fi
  done
  return 1
}

c_code_has_the_house_format () {
  local tool=$1
  files | grep -E '\.([ch]|cc)$' | tr '\n' '\0' \
    | xargs -0 "$tool" --dry-run --Werror 2>&1 | grep -E '(warning|error):' \
    | head -n 20 > "$tap_scratch/format"
  [ ! -s "$tap_scratch/format" ] \
    || fail "make format puts right:" "$(cat "$tap_scratch/format")"
}

tap_cases every_file_names_its_licence no_line_ends_in_white_space \
  no_tab_outside_makefiles every_file_ends_its_last_line \
  version_is_in_the_changelog version_stands_once every_test_is_in_a_list
if tool=$(format_tool); then
  tap_case c_code_has_the_house_format c_code_has_the_house_format "$tool"
else
  tap_skip c_code_has_the_house_format "clang-format 14 is not there"
fi
tap_done
