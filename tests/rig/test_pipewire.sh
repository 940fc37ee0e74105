#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Listening on a real PipeWire by its own library: devices, samples, delay, and
# what becomes of the sound when something does of the devices. Sound is judged,
# and no time: where a busy machine loses a cycle it is played again.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/pipewire.sh"
. "$top_srcdir/tests/rig/faults.sh"
. "$top_srcdir/tests/cli/control.sh"

enhance=$faults_enhance

# Both ways of the chain with the same calibration; `enhance file` would have
# levels kept, the ear has a ceiling.
ear=(-s mic_full_scale=109 -s ear_full_scale=109 -s ceiling=100)

# --- What there is ---------------------------------------------------------------

row () { # KIND DEFAULT INPUTS OUTPUTS NAME
  grep -Eq "^ *[0-9]+ +$1 +$2 +$3 +$4 +48000  PipeWire +$5\$" \
    "$tap_scratch/devices" || fail "no row: $*"
}

devices_have_their_names_and_kinds_and_a_row_each () {
  pipewire_start || return 1
  "$enhance" devices > "$tap_scratch/devices" || return 1
  cat "$tap_scratch/devices"
  row wired out 0 2 Earphones && row loudspeaker - 0 2 Desk \
    && row unknown in 1 0 'Collar mic' && row unknown - 2 0 Camera \
    || return 1
  # Nothing that only leads to them, and no monitor.
  [ "$(grep -cE 'PipeWire|ALSA +(default|pipewire|pulse)' "$tap_scratch/devices")" = 4 ]
}

# The server then offers the headset's own monitor.
a_monitor_is_no_microphone () {
  pipewire_start || return 1
  pipewire_remove mic
  pipewire_remove camera
  until_true 10 no_microphone || return 1
  local status=0
  "$enhance" live --control < <(sleep 20) > "$control_out" 2> "$control_err" \
    || status=$?
  cat "$control_out"
  [ "$status" = 4 ] && control_is lost reason no-device
}

no_microphone () {
  ! pw-link -o | grep -q capture
}

a_loudspeaker_is_refused () {
  pipewire_start || return 1
  "$enhance" live --control --output Desk < <(sleep 20) > "$control_out" \
    2> "$control_err"
  cat "$control_out"
  control_is lost reason loudspeaker
}

# What was built with it runs where it is missing.
without_the_library_the_rest_works () {
  pipewire_start || return 1
  mkdir "$tap_scratch/broken"
  : > "$tap_scratch/broken/libpipewire-0.3.so.0"
  LD_LIBRARY_PATH=$tap_scratch/broken${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    "$enhance" devices > "$tap_scratch/devices" || return 1
  cat "$tap_scratch/devices"
  ! grep -q ' PipeWire ' "$tap_scratch/devices"
}

# --- Sound -------------------------------------------------------------------------

# begin_listening OPTION...
begin_listening () {
  control_limit=100 control_begin --client pw-test "$@"
  control_wait status 5
}

end_listening () {
  control_say quit
  control_end 0
}

it_listens_with_the_shortest_period_and_tells_of_itself () {
  pipewire_start || return 1
  begin_listening || return 1
  control_is started output.backend PipeWire && control_is started period 128 \
    && control_is started output.name Earphones \
    && control_is started output.kind wired \
    && control_is started input.backend PipeWire \
    && control_is started input.name 'Collar mic' \
    || return 1
  # A cycle of 128 frames, and the chain.
  control_until status delay_ms '$1 > 5.66 && $1 < 5.67' || return 1
  pw-link -l
  # One node, between the two, and nowhere else.
  [ "$(pw-link -l | grep -c 'pw-test:')" = 6 ] || return 1
  end_listening
}

# tries COMMAND...: until it succeeds, sixteen times at most.
tries () {
  local turn
  for turn in {1..16}; do
    "$@" && return 0
    echo "turn $turn: once more"
  done
  return 1
}

# Sets $same: frames as `enhance file` makes them, at exactly the delay that is
# declared and the graph's own cycle.
plays_the_same () { # SAMPLE AT
  pipewire_play "$1" "$tap_scratch/live.wav" || return 1
  same=$("$pipewire_lag" --prefix "$tap_scratch/file.wav" "$tap_scratch/live.wav" \
    $((pipewire_lead + $2)))
  echo "$same frames are the same at $2"
  [ "$same" -ge 24000 ]
}

live_equals_file () { # PERIOD OPTION...
  local period=$1
  shift
  make_wav speech speech 1 96000 -30 || return 1
  "$enhance" file -q "${ear[@]}" "$@" "$tap_scratch/speech.wav" \
    "$tap_scratch/file.wav" || return 1
  pipewire_start || return 1
  begin_listening --period "$period" "${ear[@]}" "$@" || return 1
  # The chain's 144 frames.
  tries plays_the_same "$tap_scratch/speech.wav" $((period + 144)) || return 1
  control_is status period "$period" || return 1
  end_listening
}

# said_is_measured PERIOD MS: the headset at the microphone.
said_is_measured () {
  pipewire_start || return 1
  pw-link ear:monitor_FL mic:input_MONO || return 1
  begin_listening --period "$1" --set volume=-20 || return 1
  tries measures "$2" || return 1
  control_list status delay_ms | tail -n 1 \
    | awk -v ms="$2" '{ print; exit !($1 - ms < 1 && ms - $1 < 1) }' || return 1
  end_listening
}

measures () { # MS
  local before
  before=$(control_list delay ms | wc -l)
  control_say measure-delay
  control_wait delay $((before + 1)) || return 1
  control_list delay ms | tail -n 1
  control_list delay confidence | tail -n 1 | awk '{ exit !($1 > 0.74) }' \
    && control_list delay ms | tail -n 1 \
      | awk -v ms="$1" '{ exit !($1 - ms < 0.2 && ms - $1 < 0.2) }'
}

make_wav () { # NAME KIND CHANNELS FRAMES [LEVEL]
  "$top_builddir/tests/cli/make_wav" "$tap_scratch/$1.wav" "$2" 48000 "$3" float \
    "${@:4}"
}

# Another program that plays, with properties of its own.
another () { # PROPERTIES SOUND
  timeout 60 pw-play --target other -P "$1" "$tap_scratch/$2.wav" \
    > /dev/null 2>&1 &
  another=$!
}

another_ends () {
  kill "$another" 2> /dev/null
  wait "$another" 2> /dev/null
  return 0
}

# It locks the graph's cycle before we come.
a_locked_long_period_is_shortened () {
  make_wav quiet silence 2 2880000 || return 1
  pipewire_start || return 1
  another '{ node.latency = 2048/48000 node.lock-quantum = true }' quiet
  until_true 10 plays || return 1
  # On the same graph: one server has many.
  pw-link pw-play:output_FL ear:playback_FL
  begin_listening || return 1
  control_until status period '$1 == 128' || return 1
  another_ends
  end_listening
}

plays () {
  pw-link -o | grep -q '^pw-play:output_FL'
}

# By force, as the settings may.
the_delay_said_follows_the_period () {
  pipewire_start || return 1
  begin_listening || return 1
  control_until status period '$1 == 128' || return 1
  pw-metadata -n settings 0 clock.force-quantum 1024 > /dev/null
  control_until status delay_ms '$1 > 24.3 && $1 < 24.4' || return 1
  pw-metadata -n settings 0 clock.force-quantum 0 > /dev/null
  control_until status delay_ms '$1 > 5.6 && $1 < 5.7' || return 1
  end_listening
}

node () { # NAME: its number
  pw-cli ls Node | awk -v name="\"$1\"" '/^\tid [0-9]+,/ { id = $2 }
    $1 == "node.name" && $3 == name { sub(",", "", id); print id; exit }'
}

a_microphone_muted_in_the_system_is_told () {
  pipewire_start || return 1
  pw-cli s "$(node mic)" Props '{ mute: true }' > /dev/null || return 1
  begin_listening || return 1
  control_until warning cause '$1 == 1' || return 1
  control_is warning kind silent || return 1
  control_is warning message "Nothing comes from the microphone: it is muted in the computer's sound settings. Unmute it there." \
    || return 1
  end_listening
}

# While it runs.
a_headset_at_volume_0_in_the_system_is_told () {
  make_wav tone sine 2 2880000 -35 || return 1
  pipewire_start || return 1
  another '{ node.latency = 128/48000 }' tone
  until_true 10 plays || return 1
  pw-link pw-play:output_FL mic:input_MONO || return 1
  begin_listening || return 1
  pw-cli s "$(node ear)" Props '{ channelVolumes: [ 0.0, 0.0 ] }' > /dev/null \
    || return 1
  control_until warning cause '$1 == 8' || return 1
  control_is warning kind output_silent || return 1
  another_ends
  end_listening
}

# The camera's two channels, wired against each other.
a_pair_in_antiphase_is_heard () {
  make_wav pair sine 2 2880000 -35 || return 1
  "$top_builddir/tests/rig/wav_lag" --against "$tap_scratch/pair.wav" \
    "$tap_scratch/against.wav" || return 1
  pipewire_start || return 1
  another '{ node.latency = 128/48000 }' against
  until_true 10 plays || return 1
  pw-link pw-play:output_FL camera:input_FL \
    && pw-link pw-play:output_FR camera:input_FR || return 1
  begin_listening --input Camera || return 1
  control_until status input_dbfs '$1 > -40 && $1 < -30' || return 1
  control_is started inputs 1 || return 1
  another_ends
  end_listening
}

# --- Faults ------------------------------------------------------------------------

# begin_lost COMMAND...: listens, does that, and awaits the end.
lost_is () { # REASON COMMAND...
  local reason=$1
  shift
  pipewire_start || return 1
  begin_listening || return 1
  "$@"
  control_wait lost || return 1
  control_is lost reason "$reason" || return 1
  control_end 4
}

# The process that listens knows it by itself, and at once: nobody asks.
a_lost_headset_is_told_by_the_process () {
  lost_is output-lost pipewire_remove ear
}

a_lost_microphone_is_told_by_the_process () {
  lost_is input-lost pipewire_remove mic
}

a_link_that_somebody_ends_is_told () {
  lost_is output-lost pw-link -d pw-test:out_0 ear:playback_FL
}

a_dead_server_is_told_by_the_process () {
  lost_is server pipewire_stop KILL
}

# Frames of the headset's sound, of half a second, before the first that is not 0.
hears_nothing_for () {
  pipewire_lead=0 pipewire_play "$tap_scratch/zeros.wav" "$tap_scratch/hung.wav" \
    > /dev/null || return 1
  "$pipewire_lag" --prefix "$tap_scratch/zeros.wav" "$tap_scratch/hung.wav" 0
}

# A hung process is silence, not its last cycle again and again.
a_hung_process_is_silent () {
  make_wav zeros silence 1 24000 && make_wav tone sine 2 2880000 -35 || return 1
  pipewire_start || return 1
  another '{ node.latency = 128/48000 }' tone
  until_true 10 plays || return 1
  pw-link pw-play:output_FL mic:input_MONO || return 1
  begin_listening || return 1
  control_until status output_dbfs '$1 > -70' || return 1
  local before after
  before=$(hears_nothing_for) || return 1
  pkill -STOP -P "$control" -x enhance || return 1
  sleep 1
  after=$(hears_nothing_for) || return 1
  pkill -CONT -P "$control" -x enhance
  another_ends
  echo "zeros before: $before, while it hangs: $after"
  # Before, there are those only until the last of the player's links stood.
  [ "$before" -lt 12000 ] && [ "$after" -eq 24000 ] || return 1
  end_listening
}

begin_supervised () {
  pipewire_start || return 1
  faults_begin "$@" || return 1
  faults_say start
  faults_await 'state listening' || return 1
  faults_await 'status ' || return 1
  faults_mark
}

a_server_killed_is_back_by_itself () {
  begin_supervised || return 1
  pipewire_stop KILL
  faults_await 'state recovering server-.*The sound system stopped. Restarting' \
    || return 1
  faults_await_gone || return 1
  pipewire_start || return 1
  faults_note returned || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 4 returned 'state listening .*session=2' || return 1
  faults_end
}

a_server_that_stalls_2_s_goes_on () {
  begin_supervised || return 1
  kill -STOP "$pipewire_server"
  sleep 2
  kill -CONT "$pipewire_server"
  faults_await 'warning 7 .*The sound stopped for .* and goes on|state listening .*session=2' \
    || return 1
  faults_end
}

stays_waiting () {
  sleep 1.5
  faults_never 'state (listening|starting|recovering)' \
    || fail "it resumed by itself"
}

a_headset_that_vanishes_waits_for_a_press () {
  begin_supervised || return 1
  pipewire_remove ear || return 1
  faults_await 'state waiting output-lost .*The headset was unplugged' \
    || return 1
  faults_await_gone || return 1
  faults_mark
  stays_waiting || return 1
  pipewire_add ear || return 1
  faults_await "state waiting .*The headset is back" || return 1
  faults_mark
  stays_waiting || return 1
  faults_say resume
  faults_await 'state listening .*out=.Earphones' || return 1
  faults_end
}

# The same name, and everybody would hear it.
a_loudspeaker_in_the_headsets_place_is_refused () {
  begin_supervised || return 1
  pipewire_remove ear || return 1
  faults_await 'state waiting output-lost' || return 1
  pipewire_add ear_as_loudspeaker || return 1
  until_true 20 pipewire_has_port ear:monitor_FR || return 1
  faults_mark
  faults_say resume
  faults_await 'state waiting (loudspeaker|output-lost)' || return 1
  faults_never 'state listening' || fail "it plays on a loudspeaker" || return 1
  faults_end
}

a_microphone_that_vanishes_waits_for_a_press () {
  begin_supervised || return 1
  pipewire_remove mic || return 1
  faults_await "state waiting input-lost .*lost='Collar mic' offered='Camera'" \
    || return 1
  faults_await_gone || return 1
  faults_mark
  stays_waiting || return 1
  faults_say resume
  faults_await "state listening .*in='Camera'" || return 1
  faults_end
}

# --- All of them --------------------------------------------------------------------

rigged () {
  trap 'exec 7>&- 8>&-; faults_clean 2> /dev/null; pipewire_stop KILL' EXIT
  "$@"
}

claim () {
  [ -z "$only" ] || [[ " $only " == *" $1 "* ]] || return 0
  tap_case "$1" rigged "${@:2}"
}

only=$*
pipewire_need
for name in devices_have_their_names_and_kinds_and_a_row_each \
  a_monitor_is_no_microphone a_loudspeaker_is_refused \
  without_the_library_the_rest_works \
  it_listens_with_the_shortest_period_and_tells_of_itself; do
  claim "$name" "$name"
done
claim live_equals_file_at_128_frames live_equals_file 128
claim live_equals_file_at_256_frames live_equals_file 256 -a N2
claim the_delay_said_is_measured_at_128_frames said_is_measured 128 5.667
claim the_delay_said_is_measured_at_512_frames said_is_measured 512 13.667
for name in a_microphone_muted_in_the_system_is_told \
  a_headset_at_volume_0_in_the_system_is_told a_pair_in_antiphase_is_heard \
  a_locked_long_period_is_shortened the_delay_said_follows_the_period \
  a_lost_headset_is_told_by_the_process a_lost_microphone_is_told_by_the_process \
  a_link_that_somebody_ends_is_told a_dead_server_is_told_by_the_process \
  a_hung_process_is_silent a_server_killed_is_back_by_itself \
  a_server_that_stalls_2_s_goes_on a_headset_that_vanishes_waits_for_a_press \
  a_loudspeaker_in_the_headsets_place_is_refused \
  a_microphone_that_vanishes_waits_for_a_press; do
  claim "$name" "$name"
done
tap_done
