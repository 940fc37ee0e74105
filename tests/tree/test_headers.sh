#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Every public header compiles alone, in C11 and in C++17, without a warning.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

include=$top_srcdir/libenhance/include
strict="-Wall -Wextra -pedantic -Werror -fsyntax-only"

# Twice, for the guard; and a declaration, for C wants one in every file.
alone () {
  printf '#include <enhance/%s>\n#include <enhance/%s>\nextern int alone;\n' \
    "$1" "$1"
}

alone_in_c () {
  alone "$1" > "$tap_scratch/alone.c"
  ${CC:-cc} -std=c11 $strict -Wstrict-prototypes -I"$include" \
    "$tap_scratch/alone.c"
}

alone_in_cxx () {
  alone "$1" > "$tap_scratch/alone.cc"
  $CXX -std=c++17 $strict -I"$include" "$tap_scratch/alone.cc"
}

# The one door is complete: what is installed is what lies there.
umbrella_has_every_concept () {
  local header
  for header in "$include"/enhance/*.h; do
    header=${header##*/}
    case $header in
      # Those of libenhance-io.
      delay_measurement.h | device.h | file.h | live.h) continue ;;
      enhance.h | protocol.h | supervisor.h | supervisor_event.h) continue ;;
    esac
    grep -qx "#include <enhance/$header>" "$include/enhance/enhance.h" \
      || fail "enhance.h lacks $header" || return 1
  done
}

nothing_private_in_public () {
  ! grep -nE '_Atomic|\bFILE\b|kiss_|#include "' "$include"/enhance/*.h
}

CXX=${CXX:-}
for candidate in g++ c++ clang++; do
  [ -n "$CXX" ] || ! command -v "$candidate" > /dev/null || CXX=$candidate
done

for path in "$include"/enhance/*.h; do
  header=${path##*/}
  tap_case "header_${header%.h}_compiles_alone_in_c11" alone_in_c "$header"
  if [ -n "$CXX" ]; then
    tap_case "header_${header%.h}_compiles_alone_in_cxx17" \
      alone_in_cxx "$header"
  else
    tap_skip "header_${header%.h}_compiles_alone_in_cxx17" "no C++ compiler"
  fi
done
tap_case umbrella_header_has_every_concept umbrella_has_every_concept
tap_case public_headers_show_nothing_private nothing_private_in_public
tap_done
