#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Listening on a real PipeWire, as on most desktops: nothing is told to the program
# but where the server is. Two headsets that are null devices, two microphones that
# get what is linked to them. Left out where there is no PipeWire.

if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ -z "${PIPEWIRE_TEST_BUS:-}" ] \
  && command -v dbus-run-session > /dev/null; then
  PIPEWIRE_TEST_BUS=1 exec dbus-run-session -- "$BASH" "$0" "$@" 2> /dev/null
fi

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/faults.sh"
. "$top_srcdir/tests/cli/control.sh"

tap_rig
for program in pipewire wireplumber pipewire-pulse pactl pw-jack pw-link pw-cli \
  dbus-run-session; do
  command -v "$program" > /dev/null \
    || tap_skip_all "no program '$program'; install pipewire, pipewire-jack, pipewire-pulse, pulseaudio-utils and wireplumber"
done
[ -x "$faults_driver" ] || tap_skip_all "the rig was not built"

enhance=$faults_enhance

export HOME=$tap_scratch/home XDG_CONFIG_HOME=$tap_scratch/config
export XDG_RUNTIME_DIR=$tap_scratch/run
unset DISPLAY PULSE_SERVER JACK_DEFAULT_SERVER ALSA_CONFIG_PATH \
  ENHANCE_PIPEWIRE PIPEWIRE_LATENCY PIPEWIRE_PROPS
mkdir -p "$HOME" "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d"
chmod 700 "$XDG_RUNTIME_DIR"

# sink NAME DESCRIPTION [FACT]
sink () {
  echo "factory.name = support.null-audio-sink node.name = $1
    node.description = \"$2\" media.class = Audio/Sink object.linger = true
    audio.position = [ FL FR ] ${3:-}"
}

# source NAME DESCRIPTION
source_module () {
  echo "{ name = libpipewire-module-loopback args = {
    capture.props = { node.name = $1.in media.class = Stream/Input/Audio
      node.autoconnect = false audio.position = [ MONO ] }
    playback.props = { node.name = $1 node.description = \"$2\"
      media.class = Audio/Source audio.position = [ MONO ] } } }"
}

cat > "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d/devices.conf" << END
context.objects = [
  { factory = adapter args = { $(sink ear Earphones) } }
  { factory = adapter args = { $(sink other Desk "device.form-factor = speaker") } }
]
context.modules = [
  $(source_module camera Camera)
  $(source_module mic "Collar mic")
]
END

servers=()
server_start () {
  servers=()
  pipewire > "$tap_scratch/pipewire" 2>&1 &
  servers+=($!)
  # Its helpers end at once where it does not answer yet.
  local left=200
  until timeout 5 pw-cli info 0 > /dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "no PipeWire: $(tail -n 3 "$tap_scratch/pipewire")" \
      || return 1
    sleep 0.1
  done
  wireplumber > "$tap_scratch/wireplumber" 2>&1 &
  servers+=($!)
  until pw-link -o 2> /dev/null | grep -q '^mic:'; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "no microphone: $(tail -n 3 "$tap_scratch/wireplumber")" \
      || return 1
    sleep 0.1
  done
  pipewire-pulse > "$tap_scratch/pulse" 2>&1 &
  servers+=($!)
  until pactl set-default-sink ear 2> /dev/null \
    && pactl set-default-source mic 2> /dev/null \
    && pactl info | grep -q '^Default Sink: ear' \
    && pactl info | grep -q '^Default Source: mic'; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "no defaults: $(pactl info 2>&1)" || return 1
    sleep 0.1
  done
}

server_end () { # SIGNAL
  [ ${#servers[@]} -gt 0 ] || return 0
  kill "-$1" "${servers[@]}" 2> /dev/null
  wait "${servers[@]}" 2> /dev/null
  servers=()
}

devices_have_their_names_and_kinds () {
  server_start || return 1
  "$enhance" devices > "$tap_scratch/devices" || return 1
  cat "$tap_scratch/devices"
  # What is played is no microphone.
  grep -Eq '^ *[0-9]+ +wired +out +0 +2 +48000  JACK +Earphones$' \
    "$tap_scratch/devices" \
    && grep -Eq '^ *[0-9]+ +loudspeaker +- +0 +2 +48000  JACK +Desk$' \
      "$tap_scratch/devices" \
    && grep -Eq '^ *[0-9]+ +unknown +in +1 +0 +48000  JACK +Collar mic$' \
      "$tap_scratch/devices"
}

# begin_listening OPTION...: `enhance live --control` until it tells of itself.
begin_listening () {
  rm -f "$tap_scratch/control.in"
  mkfifo "$tap_scratch/control.in"
  : > "$control_out"
  timeout -s KILL 90 "$enhance" live --control --client pw-test "$@" \
    < "$tap_scratch/control.in" >> "$control_out" 2> "$control_err" &
  control=$!
  exec 7> "$tap_scratch/control.in"
  control_wait status 5
}

it_listens_with_a_short_period () {
  server_start || return 1
  begin_listening || return 1
  control_is started output.backend JACK && control_is started period 128 \
    && control_is started output.name Earphones \
    && control_is started output.kind wired \
    && control_is started input.name 'Collar mic' || return 1
  # PortAudio's figures are an unsigned number that wrapped: unknown, or sane.
  control_list status delay_ms \
    | awk '$1 != "null" && ($1 < 3 || $1 > 200) { print; bad = 1 } END { exit bad }' \
    || fail "that is no delay" || return 1
  control_say quit
  control_end 0
}

it_listens_with_the_period_asked_for () {
  server_start || return 1
  begin_listening --period 256 || return 1
  control_is started period 256 && control_is started output.backend JACK \
    || return 1
  control_say quit
  control_end 0
}

a_loudspeaker_is_refused () {
  server_start || return 1
  "$enhance" live --control --output Desk < <(sleep 20) > "$control_out" \
    2> "$control_err"
  cat "$control_out"
  control_is lost reason loudspeaker
}

# Of what the ear gets: the microphone hears the headset.
a_loop_is_measured () {
  server_start || return 1
  pw-link ear:monitor_FL mic.in:input_MONO || return 1
  begin_listening --set volume=-20 || return 1
  control_say measure-delay
  control_wait delay || return 1
  control_list delay confidence \
    | awk '{ print; sure = $1 } END { exit !(sure > 0.74) }' || return 1
  # The chain's 3 ms, and a period of 128 frames at each of three links at most,
  # of which the loopback that is the microphone has two.
  control_list delay ms | awk '{ print; ms = $1 } END { exit !(ms > 3 && ms < 20) }' \
    || return 1
  control_say quit
  control_end 0
}

begin_supervised () {
  server_start || return 1
  faults_begin "$@" || return 1
  faults_say start
  faults_await 'state listening' || return 1
  faults_await 'status ' || return 1
  faults_mark
}

a_server_killed_is_back_by_itself () {
  begin_supervised || return 1
  server_end KILL
  faults_await 'state recovering server-.*The sound system stopped. Restarting' \
    || return 1
  faults_await_gone || return 1
  server_start || return 1
  faults_note returned || return 1
  faults_await 'state listening .*session=2' || return 1
  faults_within 4 returned 'state listening .*session=2' || return 1
  faults_end
}

a_server_that_stalls_2_s_goes_on () {
  begin_supervised || return 1
  kill -STOP "${servers[0]}"
  sleep 2
  kill -CONT "${servers[0]}"
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
  pw-cli destroy ear > /dev/null || return 1
  faults_await 'state waiting output-lost .*The headset was unplugged' \
    || return 1
  faults_await_gone || return 1
  faults_mark
  stays_waiting || return 1
  (sleep 30) | pw-cli -m create-node adapter "{ $(sink ear Earphones) }" \
    > /dev/null 2>&1 &
  faults_await "state waiting .*The headset is back" || return 1
  faults_mark
  stays_waiting || return 1
  faults_say resume
  faults_await 'state listening .*out=.Earphones' || return 1
  faults_end
}

a_microphone_that_vanishes_waits_for_a_press () {
  begin_supervised || return 1
  pw-cli destroy mic > /dev/null || return 1
  faults_await "state waiting input-lost .*lost='Collar mic' offered='Camera'" \
    || return 1
  faults_await_gone || return 1
  faults_mark
  stays_waiting || return 1
  faults_say resume
  faults_await "state listening .*in='Camera'" || return 1
  faults_end
}

rigged () {
  trap 'exec 7>&-; faults_clean 2> /dev/null; server_end KILL' EXIT
  "$@"
}

for claim in ${*:-devices_have_their_names_and_kinds it_listens_with_a_short_period \
  it_listens_with_the_period_asked_for a_loudspeaker_is_refused \
  a_loop_is_measured a_server_killed_is_back_by_itself \
  a_server_that_stalls_2_s_goes_on a_headset_that_vanishes_waits_for_a_press \
  a_microphone_that_vanishes_waits_for_a_press}; do
  tap_case "$claim" rigged "$claim"
done
tap_done
