#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The shared libraries export what their lists name, and nothing else.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

room=$top_srcdir/libenhance

exported () {
  # Sanitizers and linkers add symbols that begin with two underscores.
  ${NM:-nm} -D --defined-only "$1" | awk '$2 != "A" { sub (/@.*/, "", $3); print $3 }' \
    | grep -vE '^(__|_init$|_fini$|_edata$|_end$)' | LC_ALL=C sort
}

exports_equal_list () {
  local library=$top_builddir/libenhance/.libs/$1.so
  [ -e "$library" ] || fail "$library is not there" || return 1
  sed 's/ .*//' "$room/$2" | LC_ALL=C sort > "$tap_scratch/wanted"
  exported "$library" > "$tap_scratch/found"
  diff "$tap_scratch/wanted" "$tap_scratch/found" \
    || fail "< is in $2 only, > is in $1.so only"
}

# Programs say which version they need, so an older library is refused at once and
# not at the first call.
exports_have_nodes () {
  local library=$top_builddir/libenhance/.libs/$1.so bare
  bare=$(${NM:-nm} -D --with-symbol-versions --defined-only "$library" \
    | awk -v node="@@$2_" '$2 != "A" && $3 ~ /^enh_/ && index ($3, node) == 0')
  [ -z "$bare" ] || fail "without a node $2_…:" "$bare"
}

# In a library made of one symbol of the first version and one of a later one.
later_symbols_get_a_node_of_their_own () {
  printf '%s\n' enh_later' '0.3 enh_old > "$tap_scratch/two.sym"
  ${AWK:-awk} -v node=ENHANCE -v first=0.1 -f "$room/map.awk" \
    "$tap_scratch/two.sym" > "$tap_scratch/two.map" || return 1
  echo 'void enh_old (void) {} void enh_later (void) {} void enh_none (void) {}' \
    > "$tap_scratch/two.c"
  ${CC:-cc} -shared -fPIC -o "$tap_scratch/two.so" "$tap_scratch/two.c" \
    -Wl,--version-script="$tap_scratch/two.map" || return 1
  [ "$(${NM:-nm} -D --with-symbol-versions --defined-only "$tap_scratch/two.so" \
    | awk '$3 ~ /^enh_/ { print $3 }' | LC_ALL=C sort | tr '\n' ' ')" \
    = "enh_later@@ENHANCE_0.3 enh_old@@ENHANCE_0.1 " ] \
    || fail "$(cat "$tap_scratch/two.map")"
}

list_has_prefix () {
  ! grep -vE '^enh_[a-z0-9]+(_[a-z0-9]+)*( [0-9]+\.[0-9]+)?$' "$room/$1"
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
  cat "$room/enhance.sym" "$room/enhance-io.sym" | sed 's/ .*//' \
    | LC_ALL=C sort -u > "$tap_scratch/listed"
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
if [ -e "$top_builddir/libenhance/enhance.map" ] && shared; then
  tap_case libenhance_exports_have_versions exports_have_nodes libenhance ENHANCE
  [ ! -e "$top_builddir/libenhance/.libs/libenhance-io.so" ] \
    || tap_case libenhance_io_exports_have_versions exports_have_nodes \
      libenhance-io ENHANCE_IO
  tap_case later_symbols_get_a_node_of_their_own \
    later_symbols_get_a_node_of_their_own
else
  tap_leave libenhance_exports_have_versions \
    "this linker, or a static build, has no versions"
fi
tap_case export_lists_match_headers lists_match_headers
tap_done
