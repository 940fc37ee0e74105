#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A long run of `enhance live` on a real JACK server: random periods, and random
# settings at any moment, while the microphone gives the noise of a room and now
# and then a sample that is no number. Nothing that is not finite comes out, no
# gap is ours, memory stays as it is, and so does the delay.
#
#   ENH_SOAK_S    seconds in all (16)
#   ENH_SOAK_RUN  seconds of each run with a period of its own: 8, or 600 where
#                 that makes six of them
#   ENH_SOAK_SEED the same settings again

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/cli/control.sh"

seconds=${ENH_SOAK_S:-16}
each=${ENH_SOAK_RUN:-$((seconds >= 3600 ? 600 : 8))}
seed=${ENH_SOAK_SEED:-$(($(date +%s) % 32768))}
client=rig-soak
RANDOM=$seed

rig_limit=$((each + 120))
control_limit=$((each + 60))

enhance=$top_builddir/cli/enhance
[ ! -x "$top_builddir/cli/.libs/enhance" ] \
  || enhance=$top_builddir/cli/.libs/enhance
export LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

# Memory that the C library fetches late is no leak, kB.
most_growth_kb=1024

# Names, and what they may be, of the table that the program prints.
names=() lows=() highs=() defaults=()
read_parameters () {
  local table=$tap_scratch/parameters
  "$enhance" params --json > "$table" || return 1
  mapfile -t names < <("$top_builddir/tests/cli/list_json" name < "$table")
  mapfile -t lows < <("$top_builddir/tests/cli/list_json" minimum < "$table")
  mapfile -t highs < <("$top_builddir/tests/cli/list_json" maximum < "$table")
  mapfile -t defaults < <("$top_builddir/tests/cli/list_json" default < "$table")
  [ "${#names[@]}" -ge 10 ] || fail "no parameters are known"
}

# A number between two whole ones, in 1000 steps; 0 or 1 for a switch.
between () {
  if [ "${1%.*} ${2%.*}" = '0 1' ]; then
    value=$((RANDOM % 2))
    return
  fi
  local low=${1%.*} high=${2%.*}
  value=$((low * 1000 + (high - low) * (RANDOM % 1001)))
  printf -v value '%d.%03d' $((value / 1000)) $((value < 0 ? -value % 1000 : value % 1000))
}

until_true () { # SECONDS COMMAND
  local until=$((SECONDS + $1))
  until eval "$2"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.05
  done
}

specs=(N1 N3 N7 S3 'L:N2;R:S1' 'none')

# Twenty settings, and now and then something bigger.
storm () {
  local turn which value lines=()
  for turn in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    which=$((RANDOM % ${#names[@]}))
    between "${lows[which]}" "${highs[which]}"
    lines+=("set ${names[which]} $value")
  done
  case $((RANDOM % 8)) in
    0) lines+=("audiogram ${specs[RANDOM % ${#specs[@]}]}") ;;
    1) lines+=('mute on') ;;
    2 | 3) lines+=('mute off') ;;
    4) lines+=('dose 0') ;;
  esac
  control_say "${lines[@]}"
}

# As a cable, but for the delay.
calm () {
  local which lines=('mute off' 'audiogram none' 'dose 0')
  for which in "${!names[@]}"; do
    lines+=("set ${names[which]} ${defaults[which]}")
  done
  control_say "${lines[@]}" 'set bypass 1' 'set ear_full_scale 109'
}

resident_kb () {
  awk '/^VmRSS/ { print $2 }' "/proc/$listening/status"
}

# measured: the delay by clicks, frames; sets $frames. A machine that lost
# samples meanwhile gets another turn.
measured () {
  local turn before
  calm
  for turn in 1 2 3 4; do
    before=$(grep -c '^delay' "$tap_scratch/room")
    kill -USR1 "$room"
    until_true 20 'delays_are_more_than "$before"' \
      || fail "no answer about the delay" || return 1
    read -r _ frames heard < <(grep '^delay' "$tap_scratch/room" | tail -n 1)
    [ "$frames" -ge 0 ] && [ "$heard" -ge 8 ] && return 0
  done
  fail "no delay: $(grep '^delay' "$tap_scratch/room" | tail -n 4)"
}

delays_are_more_than () {
  [ "$(grep -c '^delay' "$tap_scratch/room")" -gt "$1" ]
}

# The newest value of a field of the status.
newest () {
  tail -n 400 "$control_out" | sed -n '/"event": *"status".*}$/p' | tail -n 1 \
    | "$control_json" list status "$1"
}

# Those before are in the way of nobody.
forget_events () {
  grep -c '"event":"error"' "$control_out" >> "$tap_scratch/errors"
  : > "$control_out"
}

one_run () { # SECONDS
  local periods=(64 128 256 512)
  local period=${periods[RANDOM % 4]}
  local delays=(default low lowest)
  local delay=${delays[RANDOM % 3]}
  local until first_kb= kb frames first_frames= worst first_estimate estimate
  rig_start "$period" || fail "no server" || return 1
  control_begin --client "$client" --period auto --outputs 1 --delay "$delay" \
    || return 1
  control_wait started || return 1
  timeout -s KILL $((each + 60)) sh -c 'echo $$ > "$0"; exec "$@"' \
    "$tap_scratch/room-pid" "$top_builddir/tests/rig/jack_soak" "$client" \
    "$top_srcdir/samples/kitchen.flac" $((each + 60)) \
    > "$tap_scratch/room" 2>&1 &
  local room_job=$!
  until_true 20 'grep -q ready "$tap_scratch/room"' \
    || fail "no room: $(cat "$tap_scratch/room")" || return 1
  room=$(cat "$tap_scratch/room-pid")
  listening=$(pgrep -P "$control" | head -n 1)
  [ -r "/proc/$listening/status" ] || fail "nothing listens" || return 1
  until=$((SECONDS + $1))
  measured || return 1
  first_frames=$frames
  first_estimate=$(newest delay_ms)
  local next=$((SECONDS + 60))
  while [ "$SECONDS" -lt "$until" ]; do
    storm
    sleep 0.2
    # Three seconds of storm have been everywhere in the program once.
    if [ -z "$first_kb" ] && [ "$SECONDS" -ge $((until - $1 + 3)) ]; then
      first_kb=$(resident_kb)
    fi
    if [ "$SECONDS" -ge "$next" ]; then
      next=$((SECONDS + 60))
      kb=$(resident_kb)
      measured || return 1
      [ "$frames" = "$first_frames" ] \
        || fail "the delay was $first_frames frames and is $frames" || return 1
      echo "$period $delay: $kb kB, $frames frames, $(newest xruns) gaps" >&2
      forget_events
    fi
  done
  kb=$(resident_kb)
  measured || return 1
  until_true 5 '[ -n "$(newest delay_ms)" ]' || return 1
  estimate=$(newest delay_ms)
  local xruns load p99
  xruns=$(newest xruns) load=$(newest load_max) p99=$(newest load_p99)
  control_say quit
  control_wait bye || return 1
  forget_events
  wait "$control" || fail "it ended with $?" || return 1
  exec 7>&-
  control=
  kill -TERM "$room"
  wait "$room_job"
  rig_stop
  local of bad peak stalls worst
  read -r _ of bad peak < <(grep '^heard' "$tap_scratch/room")
  read -r _ stalls worst < <(grep '^stalls' "$tap_scratch/room")
  echo "$period $delay $of $bad $first_frames $frames $first_estimate" \
    "$estimate $first_kb $kb $xruns $stalls $worst $p99 $load" \
    >> "$tap_scratch/runs"
}

every_run_ends_well () {
  trap rig_stop EXIT
  local end=$((SECONDS + seconds))
  read_parameters || return 1
  : > "$tap_scratch/errors"
  while [ $((end - SECONDS)) -gt 1 ]; do
    one_run $((end - SECONDS < each ? end - SECONDS : each)) || return 1
    echo "run: $(tail -n 1 "$tap_scratch/runs")" >&2
  done
}

# all_runs CONDITION: of awk, for each of them.
all_runs () {
  [ -s "$tap_scratch/runs" ] || return 1
  awk "{ period = \$1; mode = \$2; frames = \$3; bad = \$4
         first = \$5; last = \$6; first_ms = \$7; last_ms = \$8
         first_kb = \$9; kb = \$10; xruns = \$11; stalls = \$12 }
       !($1) { print; wrong = 1 }
       END { exit wrong }" "$tap_scratch/runs"
}

no_command_was_refused () {
  awk '{ all += $1 } END { print all " errors"; exit all > 0 }' \
    "$tap_scratch/errors"
}

rig_need
tap_note "seed $seed, $seconds s"
tap_case every_run_ends_well every_run_ends_well
tap_case sound_was_heard_in_each_run all_runs 'frames > 100000'
tap_case no_sample_is_not_finite all_runs 'bad == 0'
tap_case the_delay_is_the_same_at_the_end all_runs \
  'first == last && first_ms - last_ms < 0.05 && last_ms - first_ms < 0.05'
tap_case the_delay_is_period_and_declared all_runs \
  'first == period + (mode == "default" ? 144 : mode == "low" ? 96 : 0)'
tap_case memory_is_flat all_runs "kb - first_kb <= $most_growth_kb"
tap_case no_gap_but_the_machines_own all_runs 'xruns <= stalls'
tap_case no_setting_was_refused no_command_was_refused
tap_note "period mode samples not-finite delay, then frames estimate, then ms" \
  "memory, then kB gaps stalls worst-ms p99 load:"
tap_note "$(cat "$tap_scratch/runs")"
tap_done
