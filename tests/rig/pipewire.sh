# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A private PipeWire with null devices, as most desktops have it: nothing is told
# to the program but where the server is. Source it after tap.sh, before
# anything else:
#
#   pipewire_need              ends the script where it cannot be had; that is a
#                              failure in CI, for nobody would notice there
#   pipewire_start             a server, its session manager, the devices `ear`,
#                              `other`, `mic` and `camera`, and the defaults
#   pipewire_stop [SIGNAL]     ends both
#   pipewire_add NAME          one of the devices, again; ear_as_loudspeaker: the
#                              headset's name on a loudspeaker
#   pipewire_remove NAME
#   pipewire_play IN OUT       plays IN to `mic` and hears `ear`, $pipewire_lead
#                              frames of zeros before
#
# $pipewire_server is the server's number.

pipewire_player=$top_builddir/tests/rig/pipewire_player
pipewire_lag=$top_builddir/tests/rig/wav_lag
pipewire_lead=72000
pipewire_server=
pipewire_manager=

export HOME=$tap_scratch/home XDG_CONFIG_HOME=$tap_scratch/config
export XDG_STATE_HOME=$tap_scratch/state XDG_RUNTIME_DIR=$tap_scratch/run
# No JACK server of anybody's, and no PulseAudio.
export JACK_NO_START_SERVER=1 JACK_DEFAULT_SERVER=enhance-none-$$
unset DISPLAY WAYLAND_DISPLAY PULSE_SERVER ALSA_CONFIG_PATH PIPEWIRE_REMOTE \
  PIPEWIRE_RUNTIME_DIR PIPEWIRE_LATENCY PIPEWIRE_PROPS PIPEWIRE_DEBUG

# The session manager needs a bus. All of the script runs under it.
if [ -z "${PIPEWIRE_TEST_BUS:-}" ] && command -v dbus-run-session > /dev/null; then
  trap - EXIT
  tap_clean
  PIPEWIRE_TEST_BUS=1 exec dbus-run-session -- "$BASH" "$0" "$@" 2> /dev/null
fi

mkdir -p "$HOME" "$XDG_RUNTIME_DIR" "$XDG_STATE_HOME" \
  "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d"
chmod 700 "$XDG_RUNTIME_DIR"

pipewire_missing () {
  local why=$1
  if [ "${CI:-}" = true ]; then
    tap_not_ok a_PipeWire_server_can_be_had "$why"
    tap_done
    exit 1
  fi
  tap_skip_all "$why"
}

pipewire_need () {
  tap_rig
  local program
  for program in pipewire wireplumber pw-link pw-cli pw-metadata pw-play \
    dbus-run-session; do
    command -v "$program" > /dev/null \
      || pipewire_missing "no program '$program'; install pipewire, pipewire-bin, wireplumber and dbus"
  done
  [ -x "$pipewire_player" ] \
    || pipewire_missing "the rig was not built; install libpipewire-0.3-dev"
}

pipewire_device () { # NAME
  local fact=
  echo "factory.name = support.null-audio-sink object.linger = true"
  case $1 in
    ear) echo 'node.name = ear node.description = "Earphones"' ;;
    ear_as_loudspeaker)
      echo 'node.name = ear node.description = "Earphones"'
      fact='device.form-factor = speaker'
      ;;
    other)
      echo 'node.name = other node.description = "Desk"'
      fact='device.form-factor = speaker'
      ;;
    mic) echo 'node.name = mic node.description = "Collar mic"' ;;
    camera) echo 'node.name = camera node.description = "Camera"' ;;
  esac
  case $1 in
    mic) echo 'media.class = Audio/Source/Virtual audio.position = [ MONO ]' ;;
    camera) echo 'media.class = Audio/Source/Virtual audio.position = [ FL FR ]' ;;
    *) echo "media.class = Audio/Sink audio.position = [ FL FR ] $fact" ;;
  esac
}

{
  echo 'context.objects = ['
  for name in ear other mic camera; do
    echo "{ factory = adapter args = { $(pipewire_device $name) } }"
  done
  echo ']'
} > "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d/devices.conf"

# until_true SECONDS COMMAND...
until_true () {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.05
  done
}

pipewire_answers () {
  timeout 5 pw-cli info 0 > /dev/null 2>&1
}

pipewire_has_port () {
  pw-link -io 2> /dev/null | grep -qx "$1"
}

pipewire_has_defaults () {
  pw-metadata 0 default.audio.sink 2> /dev/null | grep -q '"name": *"ear"' \
    && pw-metadata 0 default.audio.source 2> /dev/null | grep -q '"name": *"mic"'
}

pipewire_start () {
  pipewire > "$tap_scratch/pipewire" 2>&1 &
  pipewire_server=$!
  # Its session manager ends at once where it does not answer yet.
  until_true 30 pipewire_answers \
    || fail "no PipeWire: $(tail -n 3 "$tap_scratch/pipewire")" || return 1
  wireplumber > "$tap_scratch/wireplumber" 2>&1 &
  pipewire_manager=$!
  until_true 30 pipewire_has_port camera:capture_FR \
    && until_true 30 pipewire_has_port mic:capture_MONO \
    && until_true 30 pipewire_has_port ear:monitor_FR \
    || fail "no devices: $(tail -n 3 "$tap_scratch/wireplumber")" || return 1
  pw-metadata 0 default.configured.audio.sink '{ "name": "ear" }' \
    > /dev/null 2>&1
  pw-metadata 0 default.configured.audio.source '{ "name": "mic" }' \
    > /dev/null 2>&1
  until_true 30 pipewire_has_defaults || fail "no defaults: $(pw-metadata 0)"
}

pipewire_stop () {
  [ -n "$pipewire_server" ] || return 0
  kill "-${1:-TERM}" "$pipewire_server" $pipewire_manager 2> /dev/null
  wait "$pipewire_server" $pipewire_manager 2> /dev/null
  pipewire_server=
  pipewire_manager=
}

pipewire_add () {
  timeout 10 pw-cli create-node adapter "{ $(pipewire_device "$1" | tr '\n' ' ') }" \
    > /dev/null 2>&1
}

pipewire_remove () {
  timeout 10 pw-cli destroy "$1" > /dev/null 2>&1
}

pipewire_play () { # IN OUT
  local player
  rm -f "$tap_scratch/play.go" "$2"
  mkfifo "$tap_scratch/play.go"
  : > "$tap_scratch/play.said"
  # With real-time priority, where the system gives it.
  PIPEWIRE_CONFIG_NAME=client-rt.conf \
    timeout -s KILL 60 "$pipewire_player" --lead "$pipewire_lead" --tail 4096 "$1" \
    "$2" < "$tap_scratch/play.go" > "$tap_scratch/play.said" 2>&1 &
  player=$!
  exec 8> "$tap_scratch/play.go"
  until_true 20 pipewire_has_port rig-player:hear_1 \
    && pw-link rig-player:play_0 "${pipewire_to:-mic:input_MONO}" \
    && { [ -z "${pipewire_to_2:-}" ] \
      || pw-link "${pipewire_from_2:-rig-player:play_0}" "$pipewire_to_2"; } \
    && pw-link ear:monitor_FL rig-player:hear_0 \
    && pw-link ear:monitor_FR rig-player:hear_1 \
    || fail "no links: $(cat "$tap_scratch/play.said"; pw-link -io)" || return 1
  sleep 0.3
  echo go >&8
  wait "$player" || fail "the player ended with $?: $(cat "$tap_scratch/play.said")" \
    || return 1
  exec 8>&-
}
