#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A program that has a KissFFT of its own, of another precision, and the library:
# neither calls the other's. Where KissFFT's source is: the folder that configure
# was given, or KISSFFT_SOURCE in the environment.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

cc=${CC:-cc}
house=$top_srcdir/libenhance
folder=${KISSFFT_SOURCE:-}
[ -n "$folder" ] || folder=$(sed -n \
  's/^KISSFFT_CFLAGS = -isystem \([^ ]*\) -DENH_KISSFFT_SOURCE.*/\1/p' \
  "$top_builddir/Makefile")
if [ ! -f "$folder/kiss_fft.c" ]; then
  tap_leave_all "no source of KissFFT: KISSFFT_SOURCE, or --with-kissfft-source"
fi

# With the system's shared library the names are one for both: what configure's
# summary and docs/api.md say. This one is made from source.
objects () {
  mkdir -p "$tap_scratch/objects" && cd "$tap_scratch/objects" || return 1
  find "$house/src" "$house/base" -name '*.c' -print0 \
    | xargs -0 $cc -std=gnu11 -O2 -fPIC -fvisibility=hidden -DENH_BUILDING \
      -DPACKAGE_VERSION='"0"' -I"$house/include" -I"$house/src" -I"$house" \
      -isystem "$folder" -DENH_KISSFFT_SOURCE -Dkiss_fft_scalar=float -c \
    && ar rc "$tap_scratch/libenhance.a" ./*.o
}

shared () {
  ${AWK:-awk} -v node=ENHANCE -v first=0.1 -f "$house/map.awk" \
    "$house/enhance.sym" > "$tap_scratch/enhance.map" \
    && $cc -shared -o "$tap_scratch/libenhance.so" "$tap_scratch"/objects/*.o \
      -Wl,--version-script="$tap_scratch/enhance.map" -lm
}

# Its transform of doubles, before and after a chain has run, and the chain.
cat > "$tap_scratch/host.c" <<'END'
#include <enhance/enhance.h>
#include <kiss_fftr.h>
#include <math.h>
#include <stdio.h>

static int
own_transform (void)
{
  double in[64];
  kiss_fft_cpx out[33];
  kiss_fftr_cfg cfg = kiss_fftr_alloc (64, 0, NULL, NULL);

  for (int i = 0; i < 64; ++i)
    in[i] = cos (2.0 * 3.14159265358979323846 * 5.0 * i / 64.0);
  kiss_fftr (cfg, in, out);
  kiss_fftr_free (cfg);
  return fabs (out[5].r - 32.0) < 1e-9 && fabs (out[6].r) < 1e-9;
}

int
main (void)
{
  static float block[48000];
  float *const channels[1] = { block };
  enh_chain *chain;
  enh_config config = ENH_CONFIG_INIT;

  config.purpose = ENH_FOR_FILE;
  if (!own_transform () || enh_chain_create (&chain, &config) != ENH_OK)
    return 1;
  for (int i = 0; i < 48000; ++i)
    block[i] = (float) (0.02 * sin (2.0 * 3.14159265358979323846 * i / 48.0));
  enh_chain_process (chain, (const float *const *) channels, channels, 48000);
  enh_chain_destroy (chain);
  double power = 0.0;
  for (int i = 24000; i < 48000; ++i)
    power += (double) block[i] * (double) block[i];
  power /= 24000.0;
  printf ("%g\n", power);
  return !own_transform () || !(power > 1e-7 && power < 1e-1);
}
END

# Everything is shown to shared libraries, as a host of plugins does.
host () { # NAME ARGUMENT...
  local name=$1
  shift
  $cc -O1 -I"$house/include" -isystem "$folder" -Dkiss_fft_scalar=double \
    -o "$tap_scratch/$name" "$tap_scratch/host.c" "$folder/kiss_fft.c" \
    "$folder/kiss_fftr.c" "$@" -lm
}

host_of_the_shared_library_runs () {
  host dynamic -rdynamic "$tap_scratch/libenhance.so" \
    -Wl,-rpath,"$tap_scratch" || return 1
  timeout 60 "$tap_scratch/dynamic"
}

host_of_the_static_library_runs () {
  host static -static "$tap_scratch/libenhance.a" || return 1
  timeout 60 "$tap_scratch/static"
}

shared_library_needs_the_c_library_alone () {
  local needed
  needed=$(${READELF:-readelf} -d "$tap_scratch/libenhance.so" \
    | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^lib[cm]\.|^ld-')
  [ -z "$needed" ] || fail "$needed"
}

tap_case library_is_made_with_kissfft_from_source objects
tap_case shared_library_is_made_of_it shared
tap_cases shared_library_needs_the_c_library_alone \
  host_of_the_shared_library_runs host_of_the_static_library_runs
tap_done
