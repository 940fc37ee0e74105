#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Every public header compiles alone, in C11 and in C++17, without a warning, and
# all of them in every later C and from C++11 on.

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

# all_in LANGUAGE STANDARD COMPILER: all headers at once, and the initialisers,
# where each field counts.
all_in () {
  local header text=$tap_scratch/all.$1
  for header in "$include"/enhance/*.h; do
    echo "#include <enhance/${header##*/}>"
  done > "$text"
  cat >> "$text" <<'END'
extern int all (void);
int
all (void)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_meters meters = ENH_METERS_INIT;
  enh_live_config live = ENH_LIVE_CONFIG_INIT;
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_supervisor_config supervisor = ENH_SUPERVISOR_CONFIG_INIT;
  enh_param id = ENH_PARAM_NOISE_REDUCTION;
#if !ENH_VERSION_AT_LEAST(0, 1, 0)
  id = ENH_PARAM_NONE;
#endif
  return config.inputs + meters.frames + live.inputs + status.inputs
    + supervisor.inputs + id == ENH_PARAM_VOLUME;
}
END
  $3 -std="$2" $strict -I"$include" "$text"
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
for compiler in gcc clang; do
  for standard in c11 c17 c2x; do
    tap_case_with $compiler "headers_compile_in_${standard}_by_$compiler" \
      all_in c "$standard" $compiler
  done
done
for compiler in g++ clang++; do
  for standard in 11 14 17 20; do
    tap_case_with $compiler "headers_compile_in_cxx${standard}_by_$compiler" \
      all_in cc "c++$standard" $compiler
  done
done
tap_case umbrella_header_has_every_concept umbrella_has_every_concept
tap_case public_headers_show_nothing_private nothing_private_in_public
tap_done
