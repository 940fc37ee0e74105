#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What happens on each fault, on a real JACK server: the table of
# docs/realtime.md, row by row.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/rig/faults.sh"

rig_ear=$top_builddir/tests/rig/jack_ear
client=rig-faults

# A JACK client that is there all the while, microphone and ear in one. What it
# says goes to $tap_scratch/heard when rig_ear_end is called.
ear_begin () { # sine|clicks
  timeout -s KILL 500 "$rig_ear" "$1" "$client" 200 > "$tap_scratch/heard" 2>&1 &
  ear=$!
  rig_programs="$rig_programs $ear"
  wait_said "$tap_scratch/heard" ready
}

ear_number () {
  ps -o pid= --ppid "$ear" | tr -d ' ' | head -n 1
}

ear_end () {
  kill -TERM "$(ear_number)"
  wait "$ear"
  grep -v '^delay' "$tap_scratch/heard"
}

# Something of the rig's that prints "ready": its number is $device.
device_begin () { # NAME
  timeout -s KILL 500 "$rig_ear" device "$1" 200 > "$tap_scratch/device-$1" 2>&1 &
  device=$!
  rig_programs="$rig_programs $device"
  wait_said "$tap_scratch/device-$1" ready
}

device_end () {
  pkill -KILL -P "$1"
  wait "$1" 2> /dev/null
  return 0
}

# device_got_nothing JOB NAME: it was to play no sound at all.
device_got_nothing () {
  pkill -TERM -P "$1"
  wait "$1" 2> /dev/null
  grep -qx 'got 0.000000' "$tap_scratch/device-$2" \
    || fail "$2: $(cat "$tap_scratch/device-$2")"
}

wait_said () { # FILE WORD
  local left=2400
  until grep -q "$2" "$1"; do
    [ "$left" -gt 0 ] || fail "no '$2' in $1" || return 1
    left=$((left - 1))
    sleep 0.05
  done
}

server () {
  cat "$tap_scratch/server-pid"
}

listen () { # OPTION...
  faults_begin client="$client" period=256 "$@" || return 1
  faults_say set bypass 1
  faults_say set mic_full_scale 105
  faults_say set ear_full_scale 105
  faults_say set ceiling 105
  faults_say start
  faults_await 'state listening'
}

# Until the meters say that sound comes out; then a little of it, counted in
# meters: a machine that stands still plays nothing meanwhile.
heard_sound () {
  local looks
  for looks in 1 2 3 4 5; do
    faults_mark
    faults_await 'status .* out=-[0-9][0-9]?\.' || return 1
  done
}

# Sound that comes back rises slowly: the first 5 ms of a stretch reach no third
# of it. The first stretch begins when the ear is connected; after it only what
# comes back counts.
is_ramped () { # AFTER
  awk -v after="$1" '/^sound/ && $3 > 0.3 { if (n++ >= after) { ++seen
        if ($5 > 0.3) { print "rises at once: " $0; bad = 1 } } }
    END { if (!seen) print "nothing came back"; exit bad || !seen }' \
    "$tap_scratch/heard"
}

# With pauses of 0.3 s and more between them: a server that loses a client
# may stand still for 0.1 s, and the sound then comes back by its quiet start.
stretches () {
  awk '/^sound/ && $3 > 0.3 { if (!n || $2 - end > 0.3) ++n; end = $2 + $3 }
    END { print n + 0 }' "$tap_scratch/heard"
}

# After the ear's last mark the sound ended within so many ms. What came back
# much later is another stretch.
was_silent_within () { # MS
  awk -v most="$(faults_most "$1")" '/^mark/ { mark = $2 }
    /^sound/ && $2 <= mark && $2 + $3 > end { end = $2 + $3 }
    END { late = 1000 * (end - mark)
          printf "sound for %.0f ms after the fault, %s at most\n", late, most
          exit !mark || !end || late > most }' "$tap_scratch/heard"
}

a_server_killed_is_back_by_itself_and_ramped () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  heard_some || return 1
  faults_note killed || return 1
  rig_kill_server
  faults_await 'state recovering server-.*The sound system stopped. Restarting' \
    || return 1
  rig_start 256 || fail "no server again" || return 1
  faults_note returned || return 1
  ear_begin sine || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 2 returned 'state listening .*session=2' || return 1
  heard_sound || return 1
  ear_end || return 1
  is_ramped 0 || return 1
  faults_end
}

# Callbacks come.
heard_some () {
  faults_await 'status .*heartbeat=[1-9]'
}

a_server_that_hangs_is_told_and_comes_back () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  ear_begin sine || return 1
  heard_sound || return 1
  faults_note hung || return 1
  local listener=$(ear_number) number=$(server)
  kill -USR1 "$listener"
  kill -STOP "$number"
  faults_await 'state recovering server-hung.*The sound system stopped' \
    || return 1
  faults_await_gone || return 1
  faults_note returned || return 1
  kill -CONT "$(server)"
  faults_await 'state listening .*session=2' || return 1
  faults_within 2 returned 'state listening .*session=2' || return 1
  heard_sound || return 1
  ear_end || return 1
  was_silent_within 100 || return 1
  is_ramped 1 || return 1
  faults_end
}

# A period of JACK's, 256 frames, another because a period was asked for, and the
# chain's 144: before and after.
a_stall_of_2_s_keeps_session_and_delay () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  ear_begin clicks || return 1
  heard_some || return 1
  faults_beats 240 || return 1
  faults_note stalled || return 1
  faults_mark
  local listener=$(ear_number) number=$(server)
  kill -USR1 "$listener"
  kill -STOP "$number"
  sleep 2
  kill -CONT "$(server)"
  faults_await 'warning 7 .*The sound stopped for .* and goes on' || return 1
  faults_beats 300 || return 1
  ear_end || return 1
  faults_never ' state ' || fail "the session did not last" || return 1
  awk '/^mark/ { mark = $2 }
       /^delay/ { if ($2 < mark) ++before; else if ($2 > mark + 0.2) ++after
                  if ($3 != 656 && ($2 < mark - 0.1 || $2 > mark + 0.2)) {
                    print "not 656 frames: " $0; bad = 1 } }
       END { print before + 0 " clicks before, " after + 0 " after"
             exit bad || before < 5 || after < 5 }' \
    "$tap_scratch/heard" || fail "the delay is not what it was" || return 1
  faults_end
}

an_output_that_vanishes_waits_for_a_press () {
  rig_start 256 || fail "no server" || return 1
  device_begin headset || return 1
  local headset=$device
  device_begin loudspeaker-box || return 1
  local loudspeaker=$device
  listen input=system output=headset || return 1
  ear_begin sine || return 1
  heard_sound || return 1
  faults_mark
  device_end "$headset"
  faults_await 'state waiting output-lost .*The headset was unplugged' \
    || return 1
  faults_await_gone || return 1
  device_begin headset || return 1
  faults_await 'state waiting output-lost .*The headset is back' || return 1
  sleep 1
  faults_never 'state (listening|starting|recovering)' \
    || fail "it resumed by itself" || return 1
  faults_say resume
  faults_await "state listening .*out='headset'" || return 1
  heard_sound || return 1
  ear_end || return 1
  is_ramped 1 || return 1
  [ "$(stretches)" -eq 2 ] || fail "two stretches of sound" || return 1
  device_got_nothing "$loudspeaker" loudspeaker-box || return 1
  faults_end
}

a_microphone_that_vanishes_is_named_with_the_offer () {
  rig_start 256 || fail "no server" || return 1
  device_begin microphone || return 1
  listen input=microphone output=system || return 1
  faults_mark
  device_end "$device"
  faults_await \
    "state waiting input-lost .*lost='microphone' offered='system'.*press Resume" \
    || return 1
  faults_await_gone || return 1
  sleep 1
  faults_never 'state (listening|starting|recovering)' \
    || fail "it resumed by itself" || return 1
  faults_say resume
  faults_await "state listening .*in='system'" || return 1
  faults_end
}

a_loudspeaker_is_refused_until_it_is_insisted_on () {
  rig_start 256 || fail "no server" || return 1
  device_begin kitchen-speaker || return 1
  local loudspeaker=$device
  faults_begin client="$client" period=256 input=system output=kitchen-speaker
  faults_say set volume 20
  faults_say start
  faults_await 'state waiting loudspeaker .*loudspeaker' || return 1
  faults_mark
  faults_say resume
  faults_await 'state waiting loudspeaker' || return 1
  device_got_nothing "$loudspeaker" kitchen-speaker || return 1
  device_begin kitchen-speaker || return 1
  faults_mark
  faults_say choose system kitchen-speaker 1
  faults_await "state listening .*out='kitchen-speaker'" || return 1
  # A volume of 20 dB is wished for, and the sine stays a tenth at most.
  ear_begin sine || return 1
  heard_sound || return 1
  ear_end || return 1
  awk '/^sound/ && $4 > 0.1005 { print "made louder: " $0; bad = 1 }
       /^sound/ { ++seen } END { exit bad || !seen }' "$tap_scratch/heard" \
    || return 1
  # Two looks at the devices leave it.
  faults_never 'state waiting' || fail "refused all the same" || return 1
  faults_end
}

bluetooth_is_warned_of_in_words () {
  rig_start 256 || fail "no server" || return 1
  device_begin bluez-headset || return 1
  listen input=system output=bluez-headset || return 1
  faults_await 'warning 6 .*wireless.*fifth of a second' || return 1
  faults_never 'state waiting' || fail "refused" || return 1
  faults_end
}

sleep_is_followed_by_a_ramped_restart () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  ear_begin sine || return 1
  heard_sound || return 1
  faults_note awake || return 1
  kill -USR1 "$(ear_number)"
  faults_say sleep 60000
  faults_await 'state recovering suspended .*asleep' || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 2 awake 'state listening .*session=2' || return 1
  heard_sound || return 1
  ear_end || return 1
  was_silent_within 300 || return 1
  is_ramped 1 || return 1
  [ "$(stretches)" -eq 2 ] || fail "two stretches of sound" || return 1
  faults_end
}

repeated_gaps_make_the_period_longer () {
  rig_start 128 || fail "no server" || return 1
  faults_begin client="$client" input=system output=system
  faults_say start
  faults_await 'state listening' || return 1
  faults_mark
  timeout -s KILL 500 "$rig_ear" hog 12 200 > "$tap_scratch/hog" 2>&1 &
  local hog=$!
  rig_programs="$rig_programs $hog"
  faults_await 'state recovering steadier .*larger buffer' || return 1
  faults_await 'warning 9 .*Made the sound steadier: delay now [0-9]+ ms' \
    || return 1
  faults_await 'status .* period=256 ' || return 1
  faults_mark
  faults_await 'warning 9 .*Made the sound steadier: delay now [0-9]+ ms' \
    || return 1
  faults_await 'status .* period=512 ' || return 1
  # Twice is all: what is left is told of.
  faults_mark
  faults_await 'warning 2 .*The sound has gaps' || return 1
  faults_never ' state ' || fail "a third time" || return 1
  device_end "$hog"
  faults_end
}

a_dead_parent_leaves_no_sound () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  ear_begin sine || return 1
  heard_sound || return 1
  local child driver listener left=1200
  child=$(faults_child)
  [ -n "$child" ] || fail "no listening process" || return 1
  driver=$(faults_driver_number)
  listener=$(ear_number)
  kill -USR1 "$listener"
  kill -KILL "$driver"
  while kill -0 "$child" 2> /dev/null; do
    [ "$left" -gt 0 ] || fail "an orphan" || return 1
    left=$((left - 1))
    sleep 0.05
  done
  faults_pid=
  exec 7>&-
  sleep 0.3
  ear_end || return 1
  was_silent_within 200 || return 1
  [ "$(stretches)" -eq 1 ] || fail "sound came back" || return 1
}

a_process_that_is_killed_comes_back () {
  rig_start 256 || fail "no server" || return 1
  listen input=system output=system || return 1
  ear_begin sine || return 1
  heard_sound || return 1
  faults_say set volume -7
  faults_say mute 1
  faults_await 'status .*muted=1' || return 1
  faults_note killed || return 1
  kill -KILL "$(faults_child)"
  faults_await 'state recovering died' || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 3 killed 'state listening .*session=2' || return 1
  faults_await 'status session=2 .*muted=1' || return 1
  sleep 0.5
  ear_end || return 1
  [ "$(stretches)" -eq 1 ] || fail "it was muted" || return 1
  faults_end
}

fault_case () {
  local name=$1
  tap_case "$name" faulted "$name"
}

faulted () {
  trap 'faults_clean; rig_stop' EXIT
  "$1"
}

rig_need

for claim in ${*:-a_server_killed_is_back_by_itself_and_ramped \
  a_server_that_hangs_is_told_and_comes_back \
  a_stall_of_2_s_keeps_session_and_delay \
  an_output_that_vanishes_waits_for_a_press \
  a_microphone_that_vanishes_is_named_with_the_offer \
  a_loudspeaker_is_refused_until_it_is_insisted_on \
  bluetooth_is_warned_of_in_words \
  sleep_is_followed_by_a_ramped_restart \
  repeated_gaps_make_the_period_longer \
  a_dead_parent_leaves_no_sound \
  a_process_that_is_killed_comes_back}; do
  fault_case "$claim"
done

tap_done
