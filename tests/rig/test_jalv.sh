#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The LV2 plugin in jalv on a real JACK server: same samples as `enhance file`, and
# the delay that is declared, to the frame.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"

enhance=$top_builddir/cli/enhance
samples=$top_srcdir/samples
bundle=$top_builddir/plugins/lv2/libenhance.lv2
listener=urn:libenhance:listener
delay=144 # 3 ms of 48 kHz
lead=72000 # longer than the quiet start
tail=4096

ear=(-s mic_full_scale=109 -s ear_full_scale=109)

tap_rig
[ -d "$bundle" ] || tap_leave_all "the plugin was not built; see configure"
command -v jalv > /dev/null || tap_skip_all "no program 'jalv'"
rig_need
mkdir "$tap_scratch/lv2"
cp -R "$bundle" "$tap_scratch/lv2/" || exit 99
export LV2_PATH=$tap_scratch/lv2:/usr/lib/lv2:/usr/local/lib/lv2
export LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}


# plugin_equals_file VARIANT SAMPLE IN_PORTS OUT_PORTS PARAMETER=VALUE...
plugin_equals_file () {
  local variant=$1 sample=$2 inputs=$3 outputs=$4 setting
  shift 4
  local file=() host=()
  for setting; do
    case $setting in
      audiogram=*) file+=(-a "${setting#*=}") ;;
      use_audiogram=* | left_* | right_*) host+=(-c "$setting") ;;
      *) file+=(-s "$setting") host+=(-c "$setting") ;;
    esac
  done
  "$enhance" file -q "${ear[@]}" -s "ceiling=$usual_ceiling" "${file[@]}" \
    "$samples/$sample" "$tap_scratch/file.wav" || return 1
  rig_start 128 48000 || fail "no server" || return 1
  rig_run jalv -i -x -n rig-listener "${host[@]}" "$listener#$variant"
  local program=$rig_program
  rig_wait_port "rig-listener:${outputs%%,*}" \
    || fail "$(cat "$tap_scratch/program")" || return 1
  rm -f "$tap_scratch/live.wav"
  timeout -s KILL 60 "$rig_player" --freewheel --lead "$lead" --tail "$tail" \
    "$samples/$sample" "$tap_scratch/live.wav" \
    "rig-listener:${inputs//,/,rig-listener:}" \
    "rig-listener:${outputs//,/,rig-listener:}" || return 1
  rig_end "$program"
  rig_stop
  # The loop through any client of this server takes one period more or none: the
  # place is found, and has to be the declared delay behind whole periods.
  local found lag
  found=$("$rig_lag" "$tap_scratch/file.wav" "$tap_scratch/live.wav" \
    "$lead" $((lead + tail / 2))) || return 1
  lag=$((${found% *} - lead - delay))
  [ "$lag" -ge 0 ] && [ $((lag % 128)) -eq 0 ] \
    || fail "found $found: not at the delay that is declared" || return 1
  awk -v d="${found#* }" 'BEGIN { exit !(d != "inf" && d + 0 <= 1e-6) }' \
    || fail "they differ by ${found#* }"
}

usual_ceiling=$("$enhance" params --json | tr -d ' \n' \
  | sed -n 's/.*"name":"ceiling"[^}]*"default":\([0-9.]*\).*/\1/p')
[ -n "$usual_ceiling" ] || usual_ceiling=95

tap_case jalv_plays_mono_as_enhance_file_does plugin_equals_file mono \
  kitchen.flac in out noise_reduction=80 volume=4
tap_case jalv_fits_to_thresholds_as_enhance_file_does plugin_equals_file mono \
  quiet-room.flac in out use_audiogram=1 left_250=20 left_375=20 left_500=20 \
  left_750=22.5 left_1000=25 left_1500=35 left_2000=55 left_3000=75 \
  left_4000=95 left_6000=95 left_8000=95 audiogram=S2
tap_done
