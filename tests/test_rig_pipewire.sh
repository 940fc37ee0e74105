#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The live engine and its supervisor on a real PipeWire, as a JACK server: a
# headset and a microphone that are null devices. Left out where there is none.

if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ -z "${PIPEWIRE_TEST_BUS:-}" ] \
  && command -v dbus-run-session > /dev/null; then
  PIPEWIRE_TEST_BUS=1 exec dbus-run-session -- "$BASH" "$0" "$@" 2> /dev/null
fi

. "${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}/tests/tap.sh"
. "$top_srcdir/tests/rig/faults.sh"
. "$top_srcdir/tests/control.sh"

tap_rig
for program in pipewire wireplumber pw-jack pw-metadata dbus-run-session; do
  command -v "$program" > /dev/null \
    || tap_skip_all "no program '$program'; install pipewire, pipewire-jack and wireplumber"
done
[ -x "$faults_driver" ] || tap_skip_all "the rig was not built"

# The JACK that all programs here get.
faults_hurry=pw-jack
enhance=$faults_enhance

export HOME=$tap_scratch/home XDG_CONFIG_HOME=$tap_scratch/config
export XDG_RUNTIME_DIR=$tap_scratch/run
export JACK_NO_START_SERVER=1
unset DISPLAY PULSE_SERVER JACK_DEFAULT_SERVER
mkdir -p "$HOME" "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d"
chmod 700 "$XDG_RUNTIME_DIR"
cat > "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d/devices.conf" << 'END'
context.objects = [
  { factory = adapter args = { factory.name = support.null-audio-sink
      node.name = headset media.class = Audio/Sink object.linger = true
      audio.position = [ FL FR ] } }
  { factory = adapter args = { factory.name = support.null-audio-sink
      node.name = microphone media.class = Audio/Source/Virtual
      object.linger = true audio.position = [ MONO ] } }
]
END

server= manager=
server_start () {
  pipewire > "$tap_scratch/pipewire" 2>&1 &
  server=$!
  wireplumber > "$tap_scratch/wireplumber" 2>&1 &
  manager=$!
  local left=200
  until pw-jack jack_lsp 2> /dev/null | grep -q '^microphone:'; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "no PipeWire: $(tail -n 3 "$tap_scratch/pipewire")" \
      || return 1
    sleep 0.1
  done
  pw-metadata -n settings 0 clock.force-quantum 256 > /dev/null 2>&1
}

server_end () { # SIGNAL
  kill "-$1" "$server" "$manager" 2> /dev/null
  wait "$server" "$manager" 2> /dev/null
}

it_listens_with_the_servers_period () {
  server_start || return 1
  rm -f "$tap_scratch/control.in"
  mkfifo "$tap_scratch/control.in"
  : > "$control_out"
  pw-jack timeout -s KILL 60 "$enhance" live --control --input microphone \
    --output headset < "$tap_scratch/control.in" >> "$control_out" \
    2> "$control_err" &
  control=$!
  exec 7> "$tap_scratch/control.in"
  control_wait status 5 || return 1
  control_is started output.backend JACK && control_is started period 256 \
    && control_is started output.name headset \
    && control_is started input.name microphone || return 1
  # PortAudio's figures are an unsigned number that wrapped: unknown, or sane.
  control_list status delay_ms \
    | awk '$1 != "null" && ($1 < 3 || $1 > 200) { print; bad = 1 } END { exit bad }' \
    || fail "that is no delay" || return 1
  control_say quit
  control_end 0
}

a_loop_is_measured () {
  server_start || return 1
  pw-jack timeout -s KILL 60 "$enhance" live --control --client pw-loop \
    --input microphone --output headset < <(sleep 3
      pw-jack jack_disconnect microphone:capture_MONO pw-loop:in_0
      pw-jack jack_connect headset:monitor_FL pw-loop:in_0
      sleep 1
      echo measure-delay
      sleep 8
      echo quit) > "$control_out" 2> "$control_err"
  cat "$control_err"
  control_list delay confidence | awk '{ print; sure = $1 } END { exit !(sure > 0.74) }' \
    || return 1
  # Once round is at least a period of 256 frames, and the chain's 3 ms.
  control_list delay ms | awk '{ print; ms = $1 } END { exit !(ms > 3 && ms < 40) }'
}

a_server_killed_is_back_by_itself () {
  server_start || return 1
  faults_begin input=microphone output=headset || return 1
  faults_say start
  faults_await 'state listening' || return 1
  faults_await 'status ' || return 1
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

rigged () {
  trap 'exec 7>&-; server_end KILL' EXIT
  "$@"
}

for claim in it_listens_with_the_servers_period a_loop_is_measured \
  a_server_killed_is_back_by_itself; do
  tap_case "$claim" rigged "$claim"
done
tap_done
