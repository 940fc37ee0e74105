#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What happens on each fault, on a real PulseAudio by its own library: the table of
# docs/realtime.md, where it differs from JACK's.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/pulse.sh"
. "$top_srcdir/tests/rig/faults.sh"

# Until the server was asked which headset lies behind "default".
listen () {
  faults_begin period=256 "$@" || return 1
  faults_say start
  faults_await 'state listening' || return 1
  faults_await ' devices' || return 1
  faults_mark
}

stays_waiting () {
  sleep 1.5
  faults_never 'state (listening|starting|recovering)' \
    || fail "it resumed by itself"
}

a_daemon_killed_is_back_by_itself () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pulse_kill
  faults_await 'state recovering server-.*The sound system stopped. Restarting' \
    || return 1
  faults_await_gone || return 1
  pulse_start || fail "no server again" || return 1
  faults_note returned || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 2 returned 'state listening .*session=2' || return 1
  faults_end
}

delay_of_now () {
  grep -o ' delay=[0-9.]*' "$tap_scratch/events" | tail -n 1 | cut -d = -f 2
}

# The two seconds do not lie in a buffer for good. Of the delay after it only the
# growth counts: a device that starves twice gets some more.
a_stall_of_2_s_keeps_session_and_delay () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  faults_await 'status .* delay=[1-9]' || return 1
  local before after
  before=$(delay_of_now)
  kill -STOP "$(pulse_number)"
  sleep 2
  kill -CONT "$(pulse_number)"
  faults_await 'warning 7 .*The sound stopped for .* and goes on' || return 1
  sleep 2
  after=$(delay_of_now)
  faults_never ' state (starting|recovering|waiting)' \
    || fail "the session did not last" || return 1
  echo "delay $before, then $after ms"
  awk -v a="$before" -v b="$after" -v most="$(faults_most 40)" \
    'BEGIN { exit !(b - a < most) }' || return 1
  faults_end
}

# As a server does whose headset is gone.
sound_moved_to_a_loudspeaker_is_stopped () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  local stream
  stream=$(pactl list short sink-inputs | awk '$4 ~ /protocol-native/ || $3 { print $1 }' | tail -n 1)
  faults_note moved || return 1
  pactl set-default-sink other
  pactl move-sink-input "$stream" other 2> /dev/null
  faults_await 'state waiting (output-lost|loudspeaker)' || return 1
  faults_within 3 moved 'state waiting' || return 1
  faults_mark
  stays_waiting || return 1
  # The headset is still there, and is what was chosen.
  faults_say resume
  faults_await "state listening .*out='Remapped Null Output .ear.'" || return 1
  faults_end
}

a_dead_parent_leaves_no_process () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  local child left=1200
  child=$(faults_child)
  [ -n "$child" ] || fail "no listening process" || return 1
  kill -KILL "$(faults_driver_number)"
  while kill -0 "$child" 2> /dev/null; do
    [ "$left" -gt 0 ] || fail "an orphan" || return 1
    left=$((left - 1))
    sleep 0.05
  done
  faults_pid=
  exec 7>&-
}

a_daemon_that_hangs_is_told_and_comes_back () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  kill -STOP "$(pulse_number)"
  faults_await 'state recovering server-.*The sound system stopped' \
    || return 1
  faults_await_gone || return 1
  faults_note returned || return 1
  kill -CONT "$(pulse_number)"
  faults_await 'state listening .*session=2' || return 1
  faults_within 2 returned 'state listening .*session=2' || return 1
  faults_end
}

a_sink_that_vanishes_waits_for_a_press () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pulse_unload ear || fail "not unloaded" || return 1
  faults_await 'state waiting output-lost .*The headset was unplugged' \
    || return 1
  faults_mark
  stays_waiting || return 1
  pulse_load ear || return 1
  faults_await 'state waiting output-lost .*The headset is back' || return 1
  stays_waiting || return 1
  faults_say resume
  faults_await 'state listening' || return 1
  faults_end
}

a_silently_replaced_microphone_waits_for_a_press () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pulse_unload mic || fail "not unloaded" || return 1
  faults_await "state waiting input-replaced .*lost='.+' offered='.+'" || return 1
  faults_mark
  stays_waiting || return 1
  faults_say resume
  faults_await 'state listening' || return 1
  faults_mark
  sleep 2.5
  faults_never 'state' || fail "refused all the same" || return 1
  faults_end
}

# The headset goes on meanwhile, so that no heartbeat stands still.
a_microphone_that_falls_silent_is_told () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pactl suspend-source mic 1 || return 1
  pactl suspend-source bus.monitor 1
  faults_await 'state waiting input-lost' || return 1
  faults_await_gone || return 1
  faults_mark
  stays_waiting || return 1
  pactl suspend-source bus.monitor 0
  pactl suspend-source mic 0
  faults_say resume
  faults_await 'state listening' || return 1
  faults_end
}

# The server comes back, and what was the headset is a loudspeaker now.
a_headset_that_returns_as_loudspeaker_is_refused () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pulse_kill
  faults_await 'state recovering' || return 1
  faults_mark
  pulse_loud=1 pulse_start || fail "no server again" || return 1
  faults_await 'state waiting loudspeaker' || return 1
  faults_never 'state listening' || fail "it was heard on it" || return 1
  faults_mark
  faults_say resume
  faults_await 'state waiting loudspeaker' || return 1
  faults_never 'state listening' || fail "a press was heard on it" || return 1
  # Insisted on, for this time only: what cannot howl is begun.
  faults_say choose - - 1
  faults_await 'state listening' || return 1
  faults_await 'warning .*loudspeaker' || return 1
  faults_say stop
  faults_await 'state stopped' || return 1
  faults_mark
  faults_say start
  faults_await 'state waiting loudspeaker' || return 1
  faults_never 'state listening' || fail "it was allowed for good" || return 1
  faults_end
}

another_headset_after_a_restart_is_not_taken () {
  pulse_start || fail "no server" || return 1
  listen || return 1
  pulse_kill
  faults_await 'state recovering' || return 1
  pulse_start || fail "no server again" || return 1
  # At once, before a look could find it; the daemon itself is there.
  pulse_unload ear
  faults_await 'state (waiting output-lost|listening)' || return 1
  faults_await 'state waiting output-lost' || return 1
  faults_end
}

fault_case () {
  tap_case "$1" faulted "$1"
}

faulted () {
  trap 'faults_clean; pulse_stop' EXIT
  "$1"
}

pulse_need

for claim in ${*:-a_daemon_killed_is_back_by_itself \
  a_daemon_that_hangs_is_told_and_comes_back \
  a_sink_that_vanishes_waits_for_a_press \
  a_silently_replaced_microphone_waits_for_a_press \
  a_microphone_that_falls_silent_is_told \
  a_headset_that_returns_as_loudspeaker_is_refused \
  another_headset_after_a_restart_is_not_taken \
  a_stall_of_2_s_keeps_session_and_delay \
  sound_moved_to_a_loudspeaker_is_stopped \
  a_dead_parent_leaves_no_process}; do
  fault_case "$claim"
done

tap_done
