#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# `enhance live` on a real JACK server: same samples as `enhance file`, and the
# delay that was declared, to the frame.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"

enhance=$top_builddir/cli/enhance
samples=$top_srcdir/samples

# Both ways of the chain with the same calibration; `enhance file` would have
# levels kept, the ear has a ceiling.
ear=(-s mic_full_scale=109 -s ear_full_scale=109 -s ceiling=100)

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

# The engine alone, which nobody restarts with a longer period when a busy machine
# makes gaps.
begin_engine () {
  timeout -k 1 60 "$enhance" live --control --input system --output system \
    --client rig-enhance --duration 55 "$@" < <(exec sleep 58) \
    > "$tap_scratch/program" 2>&1 &
  live=$!
  rig_programs="$rig_programs $live"
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
  begin_engine --inputs "$channels" --outputs "$channels" "${ear[@]}" "$@" \
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
  begin_engine --delay "$2" --outputs 1 -s bypass=1 || return 1
  measure_loop rig-enhance:in_0 rig-enhance:out_0 48000 || return 1
  end_live || return 1
  rig_stop
  echo "server $own, loop $loop, declared $3"
  [ "$loop" -eq $((own + $3)) ]
}

devices_show_the_server () {
  rig_start 256 || fail "no server" || return 1
  timeout -s KILL 120 "$enhance" devices || return 1
  timeout -s KILL 120 "$enhance" devices | grep -q 'system' \
    || fail "no system device"
  timeout -s KILL 120 "$enhance" devices --json | grep -q '"JACK"' \
    || fail "no JACK in the JSON"
}

duration_ends_with_0 () {
  rig_start 256 || fail "no server" || return 1
  timeout -s KILL 120 "$enhance" live --duration 1
}

unknown_device_is_status_4 () {
  rig_start 256 || fail "no server" || return 1
  local status=0
  timeout -s KILL 120 "$enhance" live --input 'no such thing' --duration 1 \
    2> "$tap_scratch/said" || status=$?
  cat "$tap_scratch/said"
  [ "$status" -eq 4 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ]
}

# A rate that the server does not have: its own, and a word about it.
refused_rate_is_told () {
  rig_start 256 || fail "no server" || return 1
  timeout -s KILL 120 "$enhance" live --rate 44100 --duration 1 \
    > "$tap_scratch/printed" 2> "$tap_scratch/said" || return 1
  cat "$tap_scratch/printed" "$tap_scratch/said"
  grep -q '48000 Hz' "$tap_scratch/printed" \
    && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ] \
    && grep -q 'own 48000 Hz' "$tap_scratch/said"
}

# said PATTERN: the program prints such a line.
said () {
  local until=$((SECONDS + 120))
  until grep -q "$1" "$tap_scratch/program"; do
    [ "$SECONDS" -lt "$until" ] && kill -0 "$live" 2> /dev/null \
      || fail "no '$1': $(cat "$tap_scratch/program")" || return 1
    sleep 0.05
  done
}

# The server is killed under it: silence, a line; another server: sound, a line.
a_lost_server_is_told_and_comes_back () {
  rig_start 256 || fail "no server" || return 1
  begin_live || return 1
  said '^system (JACK.*) to system (JACK.*), 48000 Hz, .* Ctrl-C ends' || return 1
  rig_kill_server
  said '^The sound system stopped. Restarting' || return 1
  rig_start 256 || fail "no server again" || return 1
  said '^The sound is back.' || return 1
  rig_wait_port rig-enhance:out_0 || return 1
  end_live || return 1
  grep -q ' s of sound, delay ' "$tap_scratch/program"
}

# The wish to end is heard at any time; it was lost, and is not back.
it_ends_at_once_while_the_server_is_gone () {
  rig_start 256 || fail "no server" || return 1
  begin_live || return 1
  said 'Ctrl-C ends' || return 1
  rig_kill_server
  said '^The sound system stopped' || return 1
  local status=0 most=15000 begun=$(date +%s%N)
  [ -z "${ENH_HOLD_TIMES:-}" ] || most=1500
  kill -INT "$live"
  wait "$live" || status=$?
  cat "$tap_scratch/program"
  [ $((($(date +%s%N) - begun) / 1000000)) -lt "$most" ] || fail "too late" || return 1
  [ "$status" -eq 4 ] && tail -n 1 "$tap_scratch/program" | grep -q 'gaps\{0,1\};' \
    && grep -q '^enhance: .*lost' "$tap_scratch/program"
}

no_server_is_status_4 () {
  local status=0
  timeout -s KILL 120 "$enhance" live --duration 5 > "$tap_scratch/printed" \
    2> "$tap_scratch/said" || status=$?
  cat "$tap_scratch/said" "$tap_scratch/printed"
  [ "$status" -eq 4 ] && [ "$(wc -l < "$tap_scratch/said")" -eq 1 ]
}

# A device that vanishes, and nobody at a terminal who could press.
a_lost_headset_is_status_4 () {
  rig_start 256 || fail "no server" || return 1
  rig_run "$rig_player" --through headset
  local headset=$rig_program
  rig_wait_port headset:out || return 1
  rig_run "$enhance" live --input system --output headset --client rig-enhance
  live=$rig_program
  said 'Ctrl-C ends' || return 1
  rig_end "$headset"
  local status=0
  wait "$live" || status=$?
  cat "$tap_scratch/program"
  [ "$status" -eq 4 ] \
    && grep -q '^enhance: The headset was unplugged\. .*start again' "$tap_scratch/program"
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
rig_case refused_rate_is_told refused_rate_is_told
for claim in a_lost_server_is_told_and_comes_back \
  it_ends_at_once_while_the_server_is_gone no_server_is_status_4 \
  a_lost_headset_is_status_4; do
  rig_case "$claim" "$claim"
done

tap_note "live from file, at frame and by at most: $(tr '\n' ';' \
  < "$tap_scratch/differences")"

tap_done
