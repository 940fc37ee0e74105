#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The bundle is what the specification wants, and hosts find all of it.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

bundle=$top_builddir/plugins/lv2/libenhance.lv2
[ -d "$bundle" ] || tap_skip_all "the plugin was not built; see configure"
mkdir "$tap_scratch/lv2"
cp -R "$bundle" "$tap_scratch/lv2/" || exit 99
export LV2_PATH=$tap_scratch/lv2
export LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
listener=urn:libenhance:listener
variants="mono mono-stereo stereo"
specification=$(ls -d /usr/lib*/lv2/lv2core.lv2 /usr/lib*/lv2/core.lv2 \
  /usr/lib/*/lv2/core.lv2 2> /dev/null | head -n 1)

# What lv2_validate does: it is not everywhere.
descriptions_are_valid () {
  local all
  all=$(find -L "${specification%/*}" -maxdepth 2 -name '*.ttl' \
    ! -path '*libenhance*')
  sord_validate $all "$tap_scratch"/lv2/libenhance.lv2/*.ttl 2>&1 \
    | tee "$tap_scratch/said"
  grep -qE 'Found 0 errors' "$tap_scratch/said" \
    && ! grep -E 'libenhance.*(error|warning)' "$tap_scratch/said"
}

validator_sees_a_fault () {
  local all
  all=$(find -L "${specification%/*}" -maxdepth 2 -name '*.ttl' \
    ! -path '*libenhance*')
  sed 's/lv2:symbol "volume"/lv2:symbol "vol ume"/' \
    "$bundle/listener.ttl" > "$tap_scratch/listener.ttl"
  sord_validate $all "$tap_scratch/listener.ttl" "$bundle/manifest.ttl" 2>&1 \
    | grep -qE 'Found [1-9]'
}

hosts_list_the_variants () {
  local variant found
  found=$(lv2ls | grep "^$listener" | LC_ALL=C sort | tr '\n' ' ')
  [ "$found" = "$listener#mono $listener#mono-stereo $listener#stereo " ] \
    || fail "found: $found"
}

# Ports, units, latency and presets, as a host reads them.
hosts_read_the_description () {
  local variant text name
  for variant in $variants; do
    text=$(lv2info "$listener#$variant") || return 1
    for name in noise_reduction prescription volume tone balance compression \
      attack release clatter_guard howl_guard ceiling mic_full_scale \
      ear_full_scale enabled latency left_250 left_8000 use_audiogram; do
      grep -qE "Symbol: +$name\$" <<< "$text" \
        || fail "$variant: no port $name" || return 1
    done
    grep -qE 'Has latency: +yes' <<< "$text" || fail "no latency" || return 1
    grep -q 'hardRTCapable' <<< "$text" || fail "not for real time" || return 1
    grep -q 'lv2core#enabled' <<< "$text" || fail "no lv2:enabled" || return 1
    for name in mild moderate steep strong severe; do
      grep -qE "^\s+$name\$" <<< "$text" || fail "no preset $name" || return 1
    done
  done
}

exports_its_entry_alone () {
  local found
  found=$(${NM:-nm} -D --defined-only "$bundle/listener.so" \
    | awk '$3 !~ /^(_|lv2_descriptor$)/ { print $3 }')
  [ -z "$found" ] || fail "$found"
}

if [ -n "$specification" ]; then
  tap_case_with sord_validate descriptions_are_valid descriptions_are_valid
  tap_case_with sord_validate validator_sees_a_fault validator_sees_a_fault
else
  tap_skip descriptions_are_valid "LV2's own descriptions are not installed"
fi
tap_case_with lv2ls hosts_list_the_variants hosts_list_the_variants
tap_case_with lv2info hosts_read_the_description hosts_read_the_description
tap_case exports_its_entry_alone exports_its_entry_alone
tap_done
