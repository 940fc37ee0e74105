#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The live engine on a real PulseAudio server, by its own library: two streams with
# a clock each, joined. Its delay is measured by a loop, and by a
# recording of the server's own.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/pulse.sh"
. "$top_srcdir/tests/rig/delay.sh"

engine_under=pulse_run

# A chain that leaves the sound as it is, but so quiet that the loop does not
# howl.
quiet=(-s noise_reduction=0 -s compression=0 -s clatter_guard=0 -s volume=-20)

# A null device that stands still, because the machine does, loses samples, and
# nothing can be said of a delay then: it is looked at again, and a case for which
# there was no quiet time at all is left out. What was measured and is wrong
# fails.
turns=4

# Both clocks are one here; where they are told apart by more, times are still
# becoming true. ppm.
same_clock=60

# settle [SECONDS]: until nothing was lost in two seconds and the clocks agree.
settle () {
  local until=$((SECONDS + ${1:-40})) before= now= calm=0
  while [ "$SECONDS" -lt "$until" ]; do
    sleep 1
    status || return 1
    now="$status_xruns $status_resyncs"
    if [ "$now" = "$before" ] && near "$status_ppm" 0 "$same_clock"; then
      calm=$((calm + 1))
    else
      calm=0
    fi
    before=$now
    [ "$calm" -lt 4 ] || return 0
  done
  echo "never calm: $answer"
  return 1
}

# measured NAME: the delay, where the bursts agree; kept under that name.
measured () {
  measure || return 1
  echo "$1: $ms ms, loop $loop_ms ms, confidence $confidence"
  at_least "$confidence" 0.74 || return 1
  printf -v "$1" %s "$ms"
}

# From microphone to ear by the server's own clock: noise is played to the left
# channel, where the microphone is; the ear plays to the right one too. Sets
# $recorded.
record_delay () {
  rm -f "$tap_scratch/both.wav"
  pulse_run timeout -k 1 30 parecord --device=bus.monitor --channels=2 \
    --rate=48000 --format=float32le --file-format=wav --latency-msec=20 \
    "$tap_scratch/both.wav" &
  local recorder=$!
  sleep 0.5
  pulse_run timeout -s KILL 30 paplay --device=other "$tap_scratch/probe.wav" \
    || return 1
  sleep 0.5
  kill -INT "$recorder" 2> /dev/null
  wait "$recorder" 2> /dev/null
  local found
  found=$("$loop_find" "$tap_scratch/both.wav") || return 1
  echo "found: $found"
  recorded=$(awk 'NR == 1 { left = $1 } NR == 2 { right = $1; sure = $3 }
    END { if (sure >= 0.74) printf "%.3f", (right - left) / 48.0 }' \
    <<< "$found")
}

# What lies between two measurements can be compared with them if the delay did
# not move meanwhile: it does for half a minute after each sample that was lost.
stood_still () { # BEFORE AFTER
  near "$1" "$2" 0.5
}

# Between two looks the device neither lost frames nor was set anew.
lost_nothing () { # XRUNS RESYNCS
  status && [ "$status_xruns" = "$1" ] && [ "$status_resyncs" = "$2" ]
}

# One turn each: the same seconds measured and recorded, and measured with the
# café at the microphone as loud as the probe.
beside_a_recording () {
  settle || return 1
  local xruns=$status_xruns resyncs=$status_resyncs before after
  measured before || return 1
  record_delay || return 1
  measured after || return 1
  lost_nothing "$xruns" "$resyncs" && stood_still "$before" "$after" \
    && [ -n "$recorded" ] || return 1
  echo "recording $recorded $before $after" >> "$tap_scratch/figures"
  echo "estimate $status_delay $before $after" >> "$tap_scratch/figures"
}

within_the_cafe () {
  settle || return 1
  local xruns=$status_xruns resyncs=$status_resyncs before within after
  measured before || return 1
  pulse_run timeout -s KILL 30 paplay --device=other "$samples/cafe.flac" &
  local player=$!
  sleep 0.5
  measured within
  kill "$player" 2> /dev/null
  wait "$player" 2> /dev/null
  [ -n "$within" ] || return 1
  measured after || return 1
  lost_nothing "$xruns" "$resyncs" && stood_still "$before" "$after" || return 1
  echo "cafe $within $before $after" >> "$tap_scratch/figures"
}

with_two_names () {
  settle || return 1
  local xruns=$status_xruns resyncs=$status_resyncs first later last
  [ "$status_clocks" = 2 ] || return 1
  measured first || return 1
  sleep 4
  measured later || return 1
  sleep 4
  measured last || return 1
  lost_nothing "$xruns" "$resyncs" || return 1
  echo "constant $last $first $later" >> "$tap_scratch/figures"
}

# An engine each for the default devices, and for two by name.
measure_all () {
  local turn
  pulse_start bus || fail "no server" || return 1
  "$loop_find" --make "$tap_scratch/probe.wav" 48000 -30 || return 1
  begin_engine --outputs 1 "${as_loud_as_the_cafe[@]}" "${quiet[@]}" || return 1
  for turn in $(seq "$turns"); do
    beside_a_recording && break
  done
  for turn in $(seq "$turns"); do
    within_the_cafe && break
  done
  end_engine || return 1
  begin_engine --input mic --output bus --outputs 1 "${quiet[@]}" || return 1
  for turn in $(seq "$turns"); do
    with_two_names && break
  done
  end_engine || return 1
  pulse_stop
}

# figure_is NAME MOST: off the mean of what was measured before and after by no
# more ms.
figure_is () {
  awk -v name="$1" -v most="$2" '
    $1 == name { off = $2 - ($3 + $4) / 2; print
                 bad = off > most || off < -most; found = 1 }
    END { exit bad || !found }' "$tap_scratch/figures"
}

figure_case () { # NAME FIGURE MOST
  if grep -q "^$2 " "$tap_scratch/figures"; then
    tap_case "$1" figure_is "$2" "$3"
  else
    tap_leave "$1" "the machine stood still in each of $turns turns"
  fi
}

rigged () {
  trap 'exec 7>&-; pulse_stop' EXIT
  "$@"
}

pulse_need
: > "$tap_scratch/figures"
trap 'pulse_stop; tap_clean' EXIT
tap_case a_server_and_two_engines_run rigged measure_all
figure_case measurement_agrees_with_a_recording recording 1
figure_case measurement_holds_in_the_cafe cafe 1
figure_case estimate_is_near_the_measured estimate 10
figure_case two_devices_keep_one_delay constant 1

tap_note "$(tr '\n' ';' < "$tap_scratch/figures")"
tap_done
