#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What was built has the protection that configure found compiler and linker to
# know: looked for in the files, not in the flags.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

# Programs and shared libraries that are installed.
built () {
  local file
  for file in "$top_builddir"/{cli,gui,bench}/.libs/{enhance,personal-listener,enhance-bench} \
    "$top_builddir"/libenhance/.libs/*.so; do
    [ ! -f "$file" ] || echo "$file"
  done
}

each () { # PATTERN COMMAND...: every built file's output has it
  local pattern=$1 file
  shift
  for file in $(built); do
    "$@" "$file" 2> /dev/null | grep -qE "$pattern" \
      || fail "$file: no $pattern" || return 1
  done
}

calls_are_bound_at_start () {
  each 'BIND_NOW|Flags:.* NOW' readelf -dW
}

relocations_become_read_only () {
  each 'GNU_RELRO' readelf -lW
}

stack_is_not_executable () {
  each 'GNU_STACK.* RW ' readelf -lW
}

stack_is_protected () {
  each '__stack_chk_fail' nm -D
}

string_calls_are_checked () {
  nm -D "$top_builddir"/libenhance/.libs/libenhance-io.so 2> /dev/null \
    | grep -qE '__(snprintf|vsnprintf|memcpy|strncpy|read|pread)_chk' \
    || fail "libenhance-io.so calls no checked function"
}

command -v readelf > /dev/null || tap_skip_all "no readelf"
[ -n "$(built)" ] || tap_skip_all "nothing shared was built"
[ "$(built | wc -l)" -ge 1 ] || exit 99

# case NAME FLAG FUNCTION: where the flag is in use
when () {
  case " ${HARDENING-} " in
    *" $2 "*) tap_case "$1" "$1" ;;
    *) tap_leave "$1" "built without $2" ;;
  esac
}
when calls_are_bound_at_start -Wl,-z,now
when relocations_become_read_only -Wl,-z,relro
when stack_is_not_executable -Wl,-z,noexecstack
when stack_is_protected -fstack-protector-strong
when string_calls_are_checked -D_FORTIFY_SOURCE=2
tap_done
