# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A private JACK server on the dummy driver: real audio without a sound card.
# Source it after tap.sh:
#
#   rig_need              ends the script where the rig cannot be had
#   rig_start PERIOD [HZ] a server with so many frames a cycle, of 48 kHz
#   rig_stop              ends it, and every program begun by rig_run
#   rig_kill_server       as if it crashed
#   rig_run COMMAND ...   begins a program beside the test, killed after 150 s;
#                         $rig_program is its number
#   rig_end PROGRAM       asks it to end; its status
#   rig_wait_port PORT    until a port of that name exists

tap_private_shm "$0" "$@"

rig_player=$top_builddir/tests/rig/jack_player
rig_lag=$top_builddir/tests/rig/wav_lag
rig_server=
rig_programs=
rig_killed=

# Nothing but this server: neither one that is reserved by D-Bus nor one that
# a client starts by itself.
export JACK_NO_AUDIO_RESERVATION=1 JACK_NO_START_SERVER=1
export JACK_DEFAULT_SERVER="enhance-rig-$$"
unset JACK_PROMISCUOUS_SERVER

rig_need () {
  tap_rig
  local program
  for program in jackd jack_wait timeout; do
    command -v "$program" > /dev/null \
      || tap_skip_all "no program '$program'; install jackd2"
  done
  [ -x "$rig_player" ] || tap_skip_all "the rig was not built; install libjack-jackd2-dev"
  rig_start 256 || tap_skip_all "jackd does not start: $(rig_said)"
  rig_stop
}

rig_said () {
  grep -iE 'already|cannot|can.t|error|fail' "$tap_scratch/jackd" \
    | head -n 3 | tr '\n' ' '
}

rig_start () {
  local scheduling
  # Real time where the system permits it; the rig must pass without, too.
  for scheduling in -R -r; do
    timeout -s KILL "${rig_limit:-240}" sh -c 'echo $$ > "$0"; exec "$@"' \
      "$tap_scratch/server-pid" jackd -n "$JACK_DEFAULT_SERVER" "$scheduling" \
      -d dummy -r "${2:-48000}" -p "$1" > "$tap_scratch/jackd" 2>&1 &
    rig_server=$!
    rig_answers && return 0
    rig_stop
  done
  return 1
}

# jack_wait's own waiting looks once a second.
rig_answers () {
  local until=$((SECONDS + 60))
  while kill -0 "$rig_server" 2> /dev/null && [ "$SECONDS" -lt "$until" ]; do
    timeout -s KILL 5 jack_wait -s "$JACK_DEFAULT_SERVER" -c 2> /dev/null \
      | grep -qx running && return 0
    sleep 0.05
  done
  return 1
}

rig_stop () {
  local program
  for program in $rig_programs; do
    kill "$program" 2> /dev/null && wait "$program" 2> /dev/null
  done
  rig_programs=
  if [ -n "$rig_server" ]; then
    kill "$rig_server" 2> /dev/null
    wait "$rig_server" 2> /dev/null
  fi
  rig_server=
  rig_bury
}

# JACK knows eight servers on a machine, and one that was killed stays among
# them until a server of its name has ended well: else every run of the tests
# would take a place from the user. What its clients left goes, too.
rig_bury () {
  [ -n "$rig_killed" ] || return 0
  rig_killed=
  if rig_start 256; then
    kill "$rig_server" 2> /dev/null
    wait "$rig_server" 2> /dev/null
    rig_server=
  fi
  rm -f /dev/shm/jack_sem.*_"$JACK_DEFAULT_SERVER"_*
}

rig_kill_server () {
  rig_killed=1
  kill -KILL "$(cat "$tap_scratch/server-pid")"
  wait "$rig_server" 2> /dev/null
  rig_server=
}

rig_run () {
  timeout -k 1 150 "$@" < /dev/null > "$tap_scratch/program" 2>&1 &
  rig_program=$!
  rig_programs="$rig_programs $rig_program"
}

rig_end () {
  kill "$1" 2> /dev/null
  wait "$1"
}

rig_wait_port () {
  timeout -s KILL 90 "$rig_player" --wait "$1" 60
}

trap 'rig_stop; tap_clean' EXIT
