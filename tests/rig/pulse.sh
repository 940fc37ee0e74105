# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A private PulseAudio, reached through ALSA as on a desktop. Source it after
# tap.sh:
#
#   pulse_need            ends the script where it cannot be had
#   pulse_start [bus]     a server with two microphones and two outputs: mic and
#                         ear, the defaults, camera and other (a loudspeaker).
#                         With `bus` what is played by default goes to both
#                         channels of the bus, and so to the microphone, and ALSA
#                         has devices of these names: ear (the bus), mic
#   pulse_stop            ends it
#   pulse_kill            as if it crashed
#   pulse_unload NAME     mic, ear, camera or other vanishes
#   pulse_load NAME       and is there again
#   pulse_loud=1 pulse_start
#                         ear is a loudspeaker this time
#   pulse_run COMMAND ... in real time where the system permits
#
# All of it goes through the null sink `bus`: what is played to `other`, its left
# channel, is heard by `mic`, and what `ear` gets is the right channel. No sound
# card, no D-Bus. The server has real-time priority where that is permitted: a
# null device without it stands still for tens of milliseconds on a busy machine,
# and that is not what is tested.

pulse_server=

pulse_environment () {
  export HOME=$tap_scratch/home XDG_RUNTIME_DIR=$tap_scratch/run
  export PULSE_RUNTIME_PATH=$tap_scratch/run/pulse
  export PULSE_SERVER=unix:$tap_scratch/run/socket
  export ALSA_CONFIG_PATH=$tap_scratch/asound.conf
  # Neither a JACK server nor a session of the user's.
  export JACK_NO_START_SERVER=1 JACK_DEFAULT_SERVER="enhance-none-$$"
  unset PULSE_SINK PULSE_SOURCE DISPLAY DBUS_SESSION_BUS_ADDRESS PULSE_COOKIE
  mkdir -p "$HOME" "$PULSE_RUNTIME_PATH"
  chmod 700 "$XDG_RUNTIME_DIR"
}

# The words before a command that make it run in real time, or none.
pulse_hurry=
if command -v chrt > /dev/null && chrt -r 4 true 2> /dev/null; then
  pulse_hurry='chrt -r 4'
fi

pulse_run () {
  $pulse_hurry "$@"
}

pulse_arguments () {
  case $1 in
    mic) echo module-remap-source source_name=mic master=bus.monitor \
      channels=1 channel_map=mono master_channel_map=front-left remix=no ;;
    ear) echo module-remap-sink sink_name=ear master=bus channels=1 \
      channel_map=mono master_channel_map=front-right remix=no \
      ${pulse_loud:+sink_properties=device.form_factor=speaker} ;;
    camera) echo module-remap-source source_name=camera \
      master=bus.monitor channels=1 channel_map=mono \
      master_channel_map=front-left remix=no ;;
    other) echo module-remap-sink sink_name=other master=bus channels=1 \
      channel_map=mono master_channel_map=front-left remix=no \
      sink_properties=device.form_factor=speaker ;;
  esac
}

pulse_start () {
  {
    echo 'pcm.default { type pulse }'
    echo 'ctl.default { type pulse }'
    if [ "${1:-ear}" = bus ]; then
      echo 'pcm.ear { type pulse device bus hint { show on description "ear" } }'
      echo 'pcm.mic { type pulse device mic hint { show on description "mic" } }'
    fi
  } > "$ALSA_CONFIG_PATH"
  {
    echo "load-module module-native-protocol-unix auth-anonymous=1 socket=$tap_scratch/run/socket"
    echo load-module module-null-sink sink_name=bus rate=48000 format=float32le \
      channels=2 channel_map=front-left,front-right norewinds=1
    for name in camera other mic ear; do
      echo "load-module $(pulse_arguments "$name")"
    done
    echo set-default-sink "${1:-ear}"
    echo set-default-source mic
  } > "$tap_scratch/pulse.pa"
  rm -f "$tap_scratch/run/socket"
  pulse_run timeout -s KILL 580 sh -c 'echo $$ > "$0"; exec "$@"' \
    "$tap_scratch/pulse-pid" pulseaudio -n -F "$tap_scratch/pulse.pa" \
    --daemonize=no --exit-idle-time=-1 --use-pid-file=no \
    --log-target=stderr > "$tap_scratch/pulse" 2>&1 &
  pulse_server=$!
  local left=1200
  until timeout -s KILL 20 pactl info > /dev/null 2>&1; do
    [ "$left" -gt 0 ] && kill -0 "$pulse_server" 2> /dev/null || return 1
    left=$((left - 1))
    sleep 0.05
  done
  # It gives back what it was begun with, but for the devices' threads; what is
  # recorded goes by the others.
  [ -z "$pulse_hurry" ] || chrt -a -r -p 4 "$(pulse_number)" > /dev/null 2>&1
  return 0
}

pulse_number () {
  cat "$tap_scratch/pulse-pid"
}

pulse_kill () {
  kill -KILL "$(pulse_number)"
  wait "$pulse_server" 2> /dev/null
  pulse_server=
}

pulse_stop () {
  [ -n "$pulse_server" ] || return 0
  kill -CONT "$(pulse_number)" 2> /dev/null
  kill -TERM "$(pulse_number)" 2> /dev/null
  wait "$pulse_server" 2> /dev/null
  pulse_server=
}

pulse_unload () {
  local number
  number=$(pactl list short modules \
    | awk -v what="_name=$1 " 'index($0, what) { print $1; exit }')
  [ -n "$number" ] && pactl unload-module "$number"
}

pulse_load () {
  pactl load-module $(pulse_arguments "$1") > /dev/null
  case $1 in
    mic) pactl set-default-source mic ;;
    ear) pactl set-default-sink ear ;;
  esac
}

pulse_need () {
  tap_rig
  local program
  for program in pulseaudio pactl paplay parecord timeout; do
    command -v "$program" > /dev/null \
      || tap_skip_all "no program '$program'; install pulseaudio and pulseaudio-utils"
  done
  ls /usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so \
    /usr/lib*/alsa-lib/libasound_module_pcm_pulse.so 2> /dev/null | grep -q . \
    || tap_skip_all "ALSA has no way to PulseAudio; install libasound2-plugins"
  pulse_environment
  pulse_start || tap_skip_all "pulseaudio does not start: $(tail -n 2 "$tap_scratch/pulse")"
  pulse_stop
}

trap 'pulse_stop; tap_clean' EXIT
