#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The library alone is right under flags of the compiler that others set: what
# it gives is compared with what it gives at -O2. Those that a compiler does not
# know are skipped.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

cc=${CC:-cc}
source=$top_srcdir/libenhance
kissfft_cflags=$(sed -n 's/^KISSFFT_CFLAGS = //p' "$top_builddir/Makefile")
kissfft_libs=$(sed -n 's/^KISSFFT_LIBS = //p' "$top_builddir/Makefile")

# NAME FLAG...: the library's objects with the flags, the program without them.
build () {
  local name=$1
  shift
  mkdir -p "$tap_scratch/$name"
  (
    cd "$tap_scratch/$name" || exit 1
    # shellcheck disable=SC2086
    find "$source/src" "$source/base" -name '*.c' -print0 \
      | xargs -0 $cc -I"$source/include" -I"$source/src" -I"$source" -DENH_BUILDING \
        -DPACKAGE_VERSION='"0"' $kissfft_cflags "$@" -c
  )
}

known () {
  echo 'int main (void) { return 0; }' > "$tap_scratch/known.c"
  # shellcheck disable=SC2086
  $cc -Werror "$@" "$tap_scratch/known.c" -o "$tap_scratch/known" 2> /dev/null
}

link () { # NAME
  # shellcheck disable=SC2086
  $cc -I"$source/include" "$top_srcdir/tests/tree/flags.c" "$tap_scratch/$1"/*.o \
    -o "$tap_scratch/$1/flags" $kissfft_libs -lm
}

builds () {
  build "$@" && link "$1"
}

is_the_reference () {
  builds reference -O2 -std=gnu11 -ffp-contract=off \
    && "$tap_scratch/reference/flags" write "$tap_scratch/wanted"
}

gives_the_same () {
  builds "$@" && "$tap_scratch/$1/flags" compare "$tap_scratch/wanted"
}

same_under () { # NAME FLAG...
  local name=$1
  shift
  if known "$@"; then
    tap_case "${name}_gives_the_same_sound" gives_the_same "$name" "$@"
  else
    tap_leave "${name}_gives_the_same_sound" "the compiler knows no $*"
  fi
}

tap_case the_library_builds_alone is_the_reference
same_under fast_math -O2 -ffast-math
same_under ofast -Ofast
same_under associative_math -O2 -fassociative-math -fno-signed-zeros \
  -fno-trapping-math
same_under x87 -O2 -mfpmath=387
same_under iso_c -O2 -std=c11 -pedantic-errors
same_under plain_c -O2 -DENH_PLAIN_C

# KissFFT is seldom there for both.
if known -m32; then
  tap_case compiles_for_i386 build i386 -m32 -O2 -std=c11 -pedantic-errors -Werror
else
  tap_skip compiles_for_i386 "the compiler does not link with -m32"
fi

tap_done
