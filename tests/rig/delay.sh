# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The live engine, commanded by a test that measures its delay. Source it after
# tap.sh.

live_delay=$top_builddir/tests/rig/live_delay
loop_find=$top_builddir/tests/rig/loop_find
samples=$top_srcdir/samples

# The probe is 66 dB SPL of this full scale: as loud as samples/cafe.flac, whose
# RMS value is -32 dB. 0 dB SNR.
as_loud_as_the_cafe=(-s ear_full_scale=95 -s mic_full_scale=95)

# near VALUE WANTED MOST: |VALUE - WANTED| <= MOST
near () {
  awk -v a="$1" -v b="$2" -v m="$3" \
    'BEGIN { exit !(a != "" && a - b <= m && b - a <= m) }'
}

at_least () {
  awk -v a="$1" -v b="$2" 'BEGIN { exit !(a + 0 >= b + 0) }'
}

# begin_engine OPTION...: live_delay beside the test, run by the command
# $engine_under if there is one.
begin_engine () {
  rm -f "$tap_scratch/commands"
  mkfifo "$tap_scratch/commands" || return 1
  : > "$tap_scratch/engine"
  answers=0
  ${engine_under:-} timeout -s KILL 280 "$live_delay" "$@" \
    < "$tap_scratch/commands" > "$tap_scratch/engine" \
    2> "$tap_scratch/engine-said" &
  engine=$!
  exec 7> "$tap_scratch/commands"
  await started
}

# await WORD [SECONDS]: until the engine says it once more. Sets $answer.
answers=0
await () {
  local left=$((${2:-120} * 20))
  while [ "$left" -gt 0 ]; do
    if [ "$(wc -l < "$tap_scratch/engine")" -gt "$answers" ]; then
      answers=$((answers + 1))
      answer=$(sed -n "${answers}p" "$tap_scratch/engine")
      case $answer in
        "$1"*) return 0 ;;
      esac
      echo "the engine said: $answer"
      return 1
    fi
    sleep 0.05
    left=$((left - 1))
  done
  echo "the engine did not answer; $(tail -n 3 "$tap_scratch/engine-said")"
  return 1
}

# measure: sets $ms, $loop_ms, $confidence.
measure () {
  echo measure >&7
  await delay || return 1
  read -r _ ms loop_ms confidence <<< "$answer"
}

# status: sets $status_NAME for each field.
status () {
  echo status >&7
  await status || return 1
  local field
  for field in ${answer#status }; do
    eval "status_${field%%=*}=\${field#*=}"
  done
}

# iodelay CLIENT LINES: jack_iodelay through the client's first ports, until it
# has told so many round trips, or 60 s. What it said is in $tap_scratch/iodelay.
iodelay () {
  timeout -k 1 90 stdbuf -oL jack_iodelay > "$tap_scratch/iodelay" 2>&1 &
  local program=$! left=1200
  rig_wait_port jack_delay:in || return 1
  jack_connect jack_delay:out "$1:in_0"
  jack_connect "$1:out_0" jack_delay:in
  until [ "$(grep -c 'total roundtrip' "$tap_scratch/iodelay")" -ge "$2" ]; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || break
    sleep 0.05
  done
  kill "$program" 2> /dev/null
  wait "$program" 2> /dev/null
  return 0
}

end_engine () {
  exec 7>&-
  wait "$engine" 2> /dev/null || fail "the engine ended with $?: $(tail -n 1 "$tap_scratch/engine")"
}
