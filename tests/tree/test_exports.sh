#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The shared libraries export what their lists name, and nothing else.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

room=$top_srcdir/libenhance

exported () {
  # Sanitizers and linkers add symbols that begin with two underscores.
  ${NM:-nm} -D --defined-only "$1" | awk '$2 != "A" { print $3 }' \
    | grep -vE '^(__|_init$|_fini$|_edata$|_end$)' | LC_ALL=C sort
}

exports_equal_list () {
  local library=$top_builddir/libenhance/.libs/$1.so
  [ -e "$library" ] || fail "$library is not there" || return 1
  LC_ALL=C sort "$room/$2" > "$tap_scratch/wanted"
  exported "$library" > "$tap_scratch/found"
  diff "$tap_scratch/wanted" "$tap_scratch/found" \
    || fail "< is in $2 only, > is in $1.so only"
}

list_has_prefix () {
  ! grep -vE '^enh_[a-z0-9]+(_[a-z0-9]+)*$' "$room/$1"
}

list_is_sorted () {
  LC_ALL=C sort -cu "$room/$1"
}

# Every exported function stands in a public header, and the other way round.
lists_match_headers () {
  cat "$room/include/enhance/"*.h | tr '\n' ' ' \
    | sed 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/| |g' \
    | grep -oE 'ENH_API [^;{]*\(' | grep -oE 'enh_[a-z0-9_]+ *\(' \
    | tr -d ' (' | LC_ALL=C sort -u > "$tap_scratch/declared"
  LC_ALL=C sort -u "$room/enhance.sym" "$room/enhance-io.sym" \
    > "$tap_scratch/listed"
  diff "$tap_scratch/declared" "$tap_scratch/listed" \
    || fail "< is declared only, > is listed only"
}

shared () {
  ls "$top_builddir"/libenhance/.libs/*.so > /dev/null 2>&1
}

for pair in libenhance:enhance.sym libenhance-io:enhance-io.sym; do
  library=${pair%:*} list=${pair#*:} name=$(echo "${pair%:*}" | tr - _)
  tap_case "${name}_list_begins_with_enh" list_has_prefix "$list"
  tap_case "${name}_list_is_sorted" list_is_sorted "$list"
  if ! shared; then
    tap_skip "${name}_exports_its_list_alone" "no shared libraries were built"
  elif [ "$library" = libenhance-io ] \
    && [ ! -e "$top_builddir/libenhance/libenhance-io.la" ]; then
    tap_skip "${name}_exports_its_list_alone" "not built: see configure"
  else
    tap_case "${name}_exports_its_list_alone" exports_equal_list \
      "$library" "$list"
  fi
done
tap_case export_lists_match_headers lists_match_headers
tap_done
