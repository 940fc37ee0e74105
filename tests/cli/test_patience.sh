#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# enhance live --control beside files that never answer: a pipe without a writer, a
# file that another program holds, a disk that is gone. Silence and the end come
# whatever a file does.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"
. "$top_srcdir/tests/cli/control.sh"

dead_mount=$top_builddir/tests/cli/.libs/dead_mount.so
holder=

begin () {
  control_begin --input dummy: --output dummy: "$@" && control_wait started
}

# Best of five: a busy machine is late by itself.
within_200_ms () { # WHAT
  local turn begun took
  for turn in 1 2 3 4 5; do
    begin || return 1
    control_say "preset $2"
    begun=$EPOCHREALTIME
    "$1" || return 1
    took=$(((${EPOCHREALTIME/./} - ${begun/./}) / 1000))
    echo "turn $turn: $took ms"
    [ -z "$control" ] || { control_say quit; control_end 0 || return 1; }
    [ "$took" -ge 200 ] || return 0
  done
  return 1
}

answered () { # EVENT
  local turn
  for turn in $(seq 20000); do
    ! grep -qF "\"event\":\"$1\"" "$control_out" || return 0
    sleep 0.005
  done
  fail "no $1"
}

mute_is_answered () {
  control_say 'mute on'
  answered ok && control_is ok command mute
}

quit_is_answered () {
  control_say quit
  control_end 0
  control_names | tail -n 1 | grep -qx bye
}

hold () {
  fresh
  printf '[Parameters]\nvolume=7\n' > held.listen
  "$top_builddir/tests/cli/hold_lease" "$PWD/held.listen" > held &
  holder=$!
  until grep -q held held; do
    kill -0 "$holder" 2> /dev/null || { wait "$holder"; return 77; }
    sleep 0.05
  done
}

let_go () {
  kill "$holder"
  wait "$holder" 2> /dev/null
  return "$1"
}

a_pipe () {
  fresh
  mkfifo pipe.listen
  within_200_ms "$1" pipe.listen
}

a_held_file () {
  hold || return $?
  within_200_ms "$1" held.listen
  let_go $?
}

a_gone_disk () {
  fresh
  LD_PRELOAD=$dead_mount within_200_ms "$1" dead-mount/x.listen
}

# What waits behind the preset is done after it, in order; mute is not held up.
order_is_kept () {
  fresh
  LD_PRELOAD=$dead_mount begin || return 1
  control_say 'preset dead-mount/x.listen' 'set volume 3' 'preset mild' \
    'set tone 0.5' 'mute on'
  control_wait ok 4 || return 1
  control_say quit
  control_end 0 || return 1
  [ "$("$control_json" list error command < "$control_out")" = preset ] \
    && [ "$(grep -vF '"event":"status"' "$control_out" | "$control_json" names \
      | tr '\n' ' ')" = "hello started ok error ok ok ok bye " ] \
    && [ "$(control_list ok command | tr '\n' ' ')" = "mute set preset set " ] \
    && control_list error message | grep -q 'does not answer'
}

the_end_of_input_ends_it () {
  fresh
  printf 'preset dead-mount/x.listen\nset volume 3\n' \
    | LD_PRELOAD=$dead_mount enhance live --control --input dummy: \
      --output dummy: > "$control_out" || fail "status $?" || return 1
  [ "$(control_names | tr '\n' ' ')" = "hello error ok bye " ]
}

options_are_refused () { # PRESET PATTERN
  refused 3 "$2" enhance live --control -p "$1" --input dummy: --output dummy:
}

a_pipe_as_option () {
  fresh
  mkfifo pipe.listen
  options_are_refused pipe.listen 'not a regular file'
}

a_held_option () {
  local result
  hold || return $?
  enhance live --control -p held.listen --input dummy: --output dummy: 2> said
  result=$?
  let_go 0
  cat said
  [ "$result" -eq 3 ] && grep -qi busy said
}

a_gone_option () {
  fresh
  LD_PRELOAD=$dead_mount options_are_refused dead-mount/x.listen 'does not answer'
}

# The sound itself is read elsewhere: it never begins, and the end comes.
a_microphone_that_is_a_pipe () {
  fresh
  mkfifo sound.wav
  control_begin --input dummy:sound.wav --output dummy: || return 1
  control_wait hello || return 1
  mute_is_answered && quit_is_answered
}

# At its end it would wait for somebody to come and read.
a_headset_that_is_a_pipe () {
  fresh
  make_wav in.wav noise 48000 1 pcm16 4800
  mkfifo ear.wav
  control_begin --input dummy:in.wav --output dummy:ear.wav || return 1
  control_end 3 || return 1
  control_is lost reason failed \
    && control_list lost message | grep -q 'nobody reads this pipe' || return 1
  timeout 100 cat ear.wav > got.wav &
  sleep 0.2
  enhance live -q --input dummy:in.wav --output dummy:ear.wav || return 1
  wait $!
  [ "$(look_wav info got.wav | cut -d' ' -f1,2)" = "48000 2" ]
}

# Ctrl-C before there is anything to end is an end as asked for, too.
an_early_signal () { # STATUS ARGUMENT...
  local wanted=$1 child status=0 turn caught
  shift
  fresh
  LD_PRELOAD=$dead_mount "$top_builddir/cli/enhance" "$@" \
    -p dead-mount/x.listen 2> said &
  child=$!
  wait_ready "$child" || return 1
  kill -INT "$child"
  wait "$child" || status=$?
  cat said
  [ "$status" -eq "$wanted" ]
}

for what in mute quit; do
  tap_case "${what}_beside_a_pipe" a_pipe "${what}_is_answered"
  tap_allowed_case "${what}_beside_a_held_file" "no leases here" \
    a_held_file "${what}_is_answered"
done
tap_case a_pipe_is_no_preset a_pipe_as_option
tap_allowed_case a_held_file_is_busy "no leases here" a_held_option
tap_case a_headset_that_nobody_reads_is_an_error a_headset_that_is_a_pipe
tap_case a_microphone_that_is_a_pipe_ends a_microphone_that_is_a_pipe

# Its sanitizer would have to be loaded before ours.
if grep -q 'SANITIZER_FLAGS.*fsanitize=.*address' "$top_builddir/config.status"; then
  tap_leave a_gone_disk "a sanitizer must be loaded first"
else
  for what in mute quit; do
    tap_case "${what}_beside_a_gone_disk" a_gone_disk "${what}_is_answered"
  done
  tap_case commands_behind_a_preset_keep_their_order order_is_kept
  tap_case the_end_of_input_ends_it the_end_of_input_ends_it
  tap_case a_gone_disk_is_told a_gone_option
  tap_case an_early_signal_is_heard_by_live an_early_signal 3 live --input dummy: \
    --output dummy:
  tap_case an_early_signal_is_heard_by_file an_early_signal 3 file in.wav out.wav
fi

tap_done
