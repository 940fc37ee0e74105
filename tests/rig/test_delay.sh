#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The delay of the live engine on a real JACK server: what is declared, and what
# is measured by a loop in a noisy room.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/rig/delay.sh"

# --- JACK -------------------------------------------------------------------------

# As `enhance live` connects them, but the ear leads to the microphone.
close_the_loop () {
  jack_disconnect system:capture_1 rig-delay:in_0
  jack_disconnect rig-delay:out_0 system:playback_1
  jack_connect rig-delay:out_0 rig-delay:in_0
}

# chain_loop_is_declared MODE FRAMES [OPTION...]: noise through the whole chain,
# and where it comes out: the server's own period and what is declared.
chain_loop_is_declared () {
  local mode=$1 frames=$2
  shift 2
  rig_start 64 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay --outputs 1 \
    --delay "$mode" "$@" || return 1
  rig_wait_port rig-delay:out_0 || return 1
  "$loop_find" --make "$tap_scratch/probe.wav" 48000 -30 || return 1
  timeout -s KILL 60 "$rig_player" --freewheel --lead 72000 --tail 4096 \
    "$tap_scratch/probe.wav" "$tap_scratch/heard.wav" rig-delay:in_0 \
    rig-delay:out_0 || return 1
  end_engine || return 1
  rig_stop
  local found
  found=$("$loop_find" "$tap_scratch/heard.wav") || return 1
  read -r at clear _ <<< "$found"
  echo "found at $at, $clear dB clear"
  echo "$mode: $(awk -v a="$at" 'BEGIN { printf "%.2f", a - 72000 }')" \
    >> "$tap_scratch/figures"
  near "$at" $((72000 + 64 + frames)) 0.5
}

# The server is in real time here, and so may lose samples on a busy machine:
# then the bursts disagree, and it is measured again.
measured_loop_is_declared () {
  rig_start 64 44100 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay --inputs 2 \
    --outputs 2 "${as_loud_as_the_cafe[@]}" "$@" || return 1
  rig_wait_port rig-delay:out_1 || return 1
  local turn
  for turn in 1 2 3 4 5 6; do
    timeout -s KILL 60 "$rig_player" "$samples/cafe.flac" \
      "$tap_scratch/heard.wav" rig-delay:in_0,rig-delay:in_1 \
      rig-delay:out_0,rig-delay:out_1 &
    local player=$!
    # After the player, which disconnects what is there.
    sleep 1
    jack_connect rig-delay:out_0 rig-delay:in_0
    jack_connect rig-delay:out_1 rig-delay:in_1
    measure || return 1
    kill "$player" 2> /dev/null
    wait "$player" 2> /dev/null
    echo "turn $turn: $ms ms, loop $loop_ms ms, confidence $confidence"
    at_least "$confidence" 0.9 && break
  done
  end_engine || return 1
  rig_stop
  # 64 frames of the server, 132 of the chain at 44.1 kHz.
  echo "in the café: $ms ms, confidence $confidence" >> "$tap_scratch/figures"
  near "$loop_ms" 1.4512 0.2 && near "$ms" 4.4444 0.2
}

# The same loop by another program: jack_iodelay, through the engine. Its tones
# pass a chain that leaves them alone.
jack_iodelay_agrees () {
  command -v jack_iodelay > /dev/null || fail "no jack_iodelay" || return 1
  rig_start 64 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay --outputs 1 \
    -s bypass=1 || return 1
  rig_wait_port rig-delay:out_0 || return 1
  close_the_loop
  local turn
  for turn in 1 2 3 4 5 6; do
    measure || return 1
    at_least "$confidence" 0.9 && break
  done
  jack_disconnect rig-delay:out_0 rig-delay:in_0
  iodelay rig-delay 4 || return 1
  end_engine || return 1
  rig_stop
  local theirs
  theirs=$(sed -n 's/.* \([0-9.]*\) ms total roundtrip.*/\1/p' \
    "$tap_scratch/iodelay" | tail -n 1)
  echo "jack_iodelay: $theirs ms, measured: $ms ms"
  echo "jack_iodelay $theirs ms, measured $ms ms" >> "$tap_scratch/figures"
  near "$theirs" "$ms" 0.2
}

no_loop_has_no_delay () {
  rig_start 64 44100 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay --inputs 2 \
    --outputs 2 "${as_loud_as_the_cafe[@]}" || return 1
  rig_wait_port rig-delay:out_1 || return 1
  timeout -s KILL 60 "$rig_player" "$samples/cafe.flac" \
    "$tap_scratch/heard.wav" rig-delay:in_0,rig-delay:in_1 \
    rig-delay:out_0,rig-delay:out_1 &
  local player=$!
  sleep 1
  measure || return 1
  kill "$player" 2> /dev/null
  wait "$player" 2> /dev/null
  end_engine || return 1
  rig_stop
  echo "$answer"
  near "$ms" 0 0 && ! at_least "$confidence" 0.3
}

estimate_is_the_servers_ports_and_the_chain () {
  rig_start 64 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay || return 1
  local turn
  for turn in $(seq 300); do
    sleep 0.2
    status || return 1
    [ "$status_period" = 0 ] || break
  done
  end_engine || return 1
  rig_stop
  echo "$answer"
  # A period to record, two to play, and the chain.
  near "$status_delay" 7.0 0.05 && [ "$status_period" = 64 ] \
    && [ "$status_clocks" = 1 ]
}

refused_rate_is_told () {
  rig_start 64 || fail "no server" || return 1
  begin_engine --input system --output system --client rig-delay \
    --rate 44100 || return 1
  status || return 1
  end_engine || return 1
  rig_stop
  echo "$answer"
  [ "$status_rate" = 48000 ] && [ "$status_refused" = 44100 ]
}

rig_case () {
  local name=$1
  shift
  tap_case "$name" rigged "$@"
}

rigged () {
  trap 'rig_stop; exec 7>&-' EXIT
  "$@"
}

rig_need
: > "$tap_scratch/figures"
rig_case noise_through_the_default_chain_is_144_frames_late \
  chain_loop_is_declared default 144
rig_case noise_through_the_low_chain_is_96_frames_late \
  chain_loop_is_declared low 96
rig_case noise_through_the_lowest_chain_is_0_frames_late \
  chain_loop_is_declared lowest 0
rig_case measured_in_the_cafe_within_a_fifth_of_a_millisecond \
  measured_loop_is_declared
rig_case jack_iodelay_agrees_within_a_fifth_of_a_millisecond \
  jack_iodelay_agrees
rig_case no_loop_has_no_delay no_loop_has_no_delay
rig_case estimate_is_the_servers_ports_and_the_chain \
  estimate_is_the_servers_ports_and_the_chain
rig_case refused_rate_is_told refused_rate_is_told

tap_note "$(tr '\n' ';' < "$tap_scratch/figures")"
tap_done
