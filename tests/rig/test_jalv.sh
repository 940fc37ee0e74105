#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The LV2 plugin in jalv on a real JACK server: same samples as `enhance file`, and
# the delay that is declared, to the frame.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/rig/client.sh"

bundle=$top_builddir/plugins/lv2/libenhance.lv2

tap_rig
[ -d "$bundle" ] || tap_leave_all "the plugin was not built; see configure"
command -v jalv > /dev/null || tap_skip_all "no program 'jalv'"
rig_need
mkdir "$tap_scratch/lv2"
cp -R "$bundle" "$tap_scratch/lv2/" || exit 99
export LV2_PATH=$tap_scratch/lv2:/usr/lib/lv2:/usr/local/lib/lv2
export LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

# in_jalv VARIANT SAMPLE INPUTS OUTPUTS PORT=VALUE...
in_jalv () {
  local variant=$1 sample=$2 inputs=$3 outputs=$4 setting controls=()
  shift 4
  for setting; do
    controls+=(-c "$setting")
  done
  client_equals_file rig-listener "$sample" "$inputs" "$outputs" jalv -i -x \
    -n rig-listener "${controls[@]}" "urn:libenhance:listener#$variant"
}

plays_as_enhance_file_does () {
  client_file=(-s noise_reduction=80 -s volume=4)
  in_jalv mono kitchen.flac in out noise_reduction=80 volume=4
}

fits_to_thresholds_as_enhance_file_does () {
  client_file=(-a S2)
  in_jalv mono quiet-room.flac in out use_audiogram=1 left_250=20 left_375=20 \
    left_500=20 left_750=22.5 left_1000=25 left_1500=35 left_2000=55 \
    left_3000=75 left_4000=95 left_6000=95 left_8000=95
}

tap_cases plays_as_enhance_file_does fits_to_thresholds_as_enhance_file_does
tap_done
