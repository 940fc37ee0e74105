#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# `enhance live` on a real JACK server: same samples as `enhance file`, and the
# delay that was declared, to the frame.

. "${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}/tests/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"

enhance=$top_builddir/cli/enhance
samples=$top_srcdir/samples

# Both ways of the chain with the same calibration; `enhance file` would have
# levels kept, the ear has a ceiling.
ear=(-s mic_full_scale=109 -s ear_full_scale=109 -s ceiling=95)

# Frames of exact zeros before the sound: longer than the quiet start, and than
# the half second after which the chain forgets what it heard.
lead=72000

# Frames after it, for delays.
tail=4096

# A client that hands on its input, in the place of `enhance live`: the loop
# through it is the server's own. Sets $own.
measure_own () { # RATE
  rig_run "$rig_player" --through rig-through
  local through=$rig_program
  rig_wait_port rig-through:out || return 1
  measure_loop rig-through:in rig-through:out "$1" || return 1
  own=$loop
  rig_end "$through"
  return 0
}

# Sets $loop: frames from one port's input to the other's output, by an
# impulse that has to come back as it was sent.
measure_loop () { # INPUT OUTPUT RATE
  "$rig_lag" --impulse "$tap_scratch/impulse.wav" "$3" 4800 100 || return 1
  rm -f "$tap_scratch/loop.wav"
  timeout -s KILL 60 "$rig_player" --freewheel --lead "$lead" --tail "$tail" \
    "$tap_scratch/impulse.wav" "$tap_scratch/loop.wav" "$1" "$2" || return 1
  local found
  found=$("$rig_lag" "$tap_scratch/impulse.wav" "$tap_scratch/loop.wav" \
    "$lead" $((lead + tail))) || return 1
  loop=$((${found% *} - lead))
  is_small "${found#* }" || fail "the impulse came back changed: $found"
}

is_small () {
  awk -v d="$1" 'BEGIN { exit !(d != "inf" && d + 0 <= 1e-6) }'
}

# begin_live OPTION... : begins `enhance live` and waits for its ports.
begin_live () {
  rig_run "$enhance" live --input system --output system --client rig-enhance \
    --duration 55 "$@"
  live=$rig_program
  rig_wait_port rig-enhance:out_0 || {
    cat "$tap_scratch/program"
    return 1
  }
}

end_live () {
  rig_end "$live" || fail "enhance live ended with $?: $(cat "$tap_scratch/program")"
}

# live_equals_file PERIOD RATE SAMPLE CHANNELS DELAY OPTION...
live_equals_file () {
  local period=$1 rate=$2 sample=$3 channels=$4 delay=$5
  shift 5
  local to=rig-enhance:in_0 from=rig-enhance:out_0
  if [ "$channels" = 2 ]; then
    to=$to,rig-enhance:in_1 from=$from,rig-enhance:out_1
  fi
  "$enhance" file -q "${ear[@]}" "$@" "$samples/$sample" \
    "$tap_scratch/file.wav" || return 1
  rig_start "$period" "$rate" || fail "no server" || return 1
  measure_own "$rate" || return 1
  begin_live --inputs "$channels" --outputs "$channels" "${ear[@]}" "$@" \
    || return 1
  rm -f "$tap_scratch/live.wav"
  timeout -s KILL 60 "$rig_player" --freewheel --lead "$lead" --tail "$tail" \
    "$samples/$sample" "$tap_scratch/live.wav" "$to" "$from" || return 1
  end_live || return 1
  rig_stop
  local wanted=$((lead + own + delay)) found
  found=$("$rig_lag" "$tap_scratch/file.wav" "$tap_scratch/live.wav" \
    "$wanted" "$wanted") || return 1
  is_small "${found#* }" \
    || fail "server $own + declared $delay frames: they differ by ${found#* }" \
    || return 1
  echo "$found" >> "$tap_scratch/differences"
}

# loop_is_declared PERIOD NAME FRAMES
loop_is_declared () {
  rig_start "$1" || fail "no server" || return 1
  measure_own 48000 || return 1
  begin_live --delay "$2" --outputs 1 -s bypass=1 || return 1
  measure_loop rig-enhance:in_0 rig-enhance:out_0 48000 || return 1
  end_live || return 1
  rig_stop
  echo "server $own, loop $loop, declared $3"
  [ "$loop" -eq $((own + $3)) ]
}

devices_show_the_server () {
  rig_start 256 || fail "no server" || return 1
  timeout -s KILL 20 "$enhance" devices || return 1
  timeout -s KILL 20 "$enhance" devices | grep -q 'system' \
    || fail "no system device"
  timeout -s KILL 20 "$enhance" devices --json | grep -q '"JACK"' \
    || fail "no JACK in the JSON"
}

duration_ends_with_0 () {
  rig_start 256 || fail "no server" || return 1
  timeout -s KILL 20 "$enhance" live --duration 1
}

unknown_device_is_status_4 () {
  rig_start 256 || fail "no server" || return 1
  local status=0
  timeout -s KILL 20 "$enhance" live --input 'no such thing' --duration 1 \
    2> "$tap_scratch/said" || status=$?
  cat "$tap_scratch/said"
  [ "$status" -eq 4 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ]
}

wrong_rate_is_one_line () {
  rig_start 256 || fail "no server" || return 1
  local status=0
  timeout -s KILL 20 "$enhance" live --rate 44100 --duration 1 \
    2> "$tap_scratch/said" || status=$?
  cat "$tap_scratch/said"
  [ "$status" -ne 0 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ]
}

# The server is killed under it: silence, one line, status 4, no hang.
a_lost_server_is_status_4 () {
  rig_start 256 || fail "no server" || return 1
  begin_live || return 1
  # Ports are there a moment before sound is.
  sleep 1
  rig_kill_server
  local status=0
  wait "$live" || status=$?
  cat "$tap_scratch/program"
  [ "$status" -eq 4 ]
}

# Cases that end in the middle leave a server to the next.
rig_case () {
  local name=$1
  shift
  tap_case "$name" rigged "$@"
}

rigged () {
  trap rig_stop EXIT
  "$@"
}

rig_need
: > "$tap_scratch/differences"

rig_case live_equals_file_at_64_frames \
  live_equals_file 64 48000 kitchen.flac 1 144
rig_case live_equals_file_at_256_frames \
  live_equals_file 256 48000 kitchen.flac 1 144
rig_case live_equals_file_in_stereo_at_44100_Hz \
  live_equals_file 64 44100 cafe.flac 2 132 -a 'L:N2;R:N3'
rig_case live_equals_file_with_all_at_work \
  live_equals_file 256 48000 far-talker.flac 1 96 \
  --delay low -a N3 -s noise_reduction=100 -s volume=6 -s tone=0.5
rig_case loop_is_the_servers_and_144_frames loop_is_declared 64 default 144
rig_case loop_is_the_servers_and_96_frames loop_is_declared 64 low 96
rig_case loop_is_the_servers_and_0_frames loop_is_declared 64 lowest 0
rig_case devices_show_the_server devices_show_the_server
rig_case duration_ends_with_0 duration_ends_with_0
rig_case unknown_device_is_status_4 unknown_device_is_status_4
rig_case wrong_rate_is_one_line wrong_rate_is_one_line
rig_case a_lost_server_is_status_4 a_lost_server_is_status_4

tap_note "live from file, at frame and by at most: $(tr '\n' ';' \
  < "$tap_scratch/differences")"

tap_done
