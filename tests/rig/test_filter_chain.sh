#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The LV2 plugin in PipeWire's filter-chain, by the example that is installed: the
# same samples as `enhance file`.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/pipewire.sh"

enhance=$top_builddir/cli/enhance
bundle=$top_builddir/plugins/lv2/libenhance.lv2

tap_rig
[ -d "$bundle" ] || tap_leave_all "the plugin was not built; see configure"
find /usr/lib* -name 'libpipewire-module-filter-chain.so' 2> /dev/null \
  | grep -q . || tap_leave_all "this PipeWire has no filter-chain"
pipewire_need
mkdir "$tap_scratch/lv2"
cp -R "$bundle" "$tap_scratch/lv2/" || exit 99
# Frames that are the same, at the chain's 144 and any whole number of cycles.
same_at_some_cycle () {
  local cycles same
  for cycles in 0 1 2 3 4 5 6 7 8; do
    same=$("$pipewire_lag" --prefix "$tap_scratch/file.wav" \
      "$tap_scratch/live.wav" $((pipewire_lead + 144 + 128 * cycles))) || continue
    echo "$same frames are the same after $cycles cycles"
    [ "$same" -lt 24000 ] || return 0
  done
  return 1
}

example_equals_file () {
  "$top_builddir/tests/cli/make_wav" "$tap_scratch/speech.wav" speech 48000 1 \
    float 96000 -30 || return 1
  "$enhance" file -q -s mic_full_scale=109 -s ear_full_scale=109 \
    -s "ceiling=$usual_ceiling" "$tap_scratch/speech.wav" \
    "$tap_scratch/file.wav" || return 1
  pipewire_start || return 1
  pw-metadata -n settings 0 clock.force-quantum 128 > /dev/null 2>&1
  mkdir -p "$XDG_CONFIG_HOME/pipewire"
  cp "$top_srcdir/plugins/lv2/listener-filter-chain.conf" \
    "$XDG_CONFIG_HOME/pipewire/" || return 1
  LV2_PATH=$tap_scratch/lv2 \
    LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    pipewire -c listener-filter-chain.conf > "$tap_scratch/chain" 2>&1 &
  chain=$!
  until_true 20 pipewire_has_port listener-ear:output_FR \
    && until_true 20 is_connected \
    || fail "no filter-chain: $(cat "$tap_scratch/chain"; pw-link -l)" || return 1
  local try
  for try in 1 2 3; do
    pipewire_play "$tap_scratch/speech.wav" "$tap_scratch/live.wav" || return 1
    ! same_at_some_cycle || return 0
  done
  fail "not the same in three tries: $(cat "$tap_scratch/chain")"
}

# By the session manager, to the default devices.
is_connected () {
  pw-link -l 2> /dev/null > "$tap_scratch/links"
  grep -q 'listener-ear:output_FL' "$tap_scratch/links" \
    && grep -A 3 '^listener-mic:input' "$tap_scratch/links" | grep -q 'mic:capture' \
    && grep -A 3 '^ear:playback_FL' "$tap_scratch/links" | grep -q listener-ear
}

# A case is a process of its own: it ends what it began.
rigged () {
  chain=
  trap 'kill $chain 2> /dev/null; pipewire_stop KILL' EXIT
  "$@"
}

usual_ceiling=$("$enhance" params --json | tr -d ' \n' \
  | sed -n 's/.*"name":"ceiling"[^}]*"default":\([0-9.]*\).*/\1/p')

tap_case filter_chain_by_the_example_equals_enhance_file rigged example_equals_file
tap_done
