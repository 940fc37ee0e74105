#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A storm of commands at enhance live --control: everything at once, by chance with a
# seed. Every line is answered, the end is an end. `make check-tsan` runs it under
# ThreadSanitizer, which must find nothing.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"
. "$top_srcdir/tests/cli/cli.sh"
. "$top_srcdir/tests/cli/control.sh"

seed=${ENH_TEST_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
tap_note "ENH_TEST_SEED=$seed"
RANDOM=$((seed % 32768))

if grep -q 'fsanitize=thread' "$top_builddir/config.status"; then
  # Standard error is the program's own words alone.
  export TSAN_OPTIONS="exitcode=66 log_path=$tap_scratch/tsan ${TSAN_OPTIONS:-}"
  export LD_PRELOAD=$top_builddir/tests/cli/.libs/glib_locks.so
fi

one_of () {
  shift $((RANDOM % $#))
  printf '%s\n' "$1"
}

command_by_chance () {
  case $((RANDOM % 12)) in
    0) one_of 'mute on' 'mute off' ;;
    1) one_of 'preset mild' 'preset severe' 'preset good.listen' \
      'preset missing.listen' 'preset pipe.listen' ;;
    2) one_of 'audiogram N3' 'audiogram L:S1;R:N5' 'audiogram none' 'audiogram N9' ;;
    3) one_of 'measure-delay' 'tone left' 'tone right' 'tone' ;;
    4) echo "dose $((RANDOM % 150))" ;;
    5) one_of 'volume 3' '' $'\033' 'set' 'set volume' 'set bypass 2' 'quit now' ;;
    6) echo "set ceiling $((70 + RANDOM % 42))" ;;
    7) echo "set noise_reduction $((RANDOM % 101))" ;;
    8) echo "set bypass $((RANDOM % 2))" ;;
    9) echo "set prescription $((RANDOM % 151))" ;;
    10) echo "set tone 0.$((RANDOM % 1000))" ;;
    11) echo "set volume $((RANDOM % 51 - 20))" ;;
  esac
}

# storm COMMANDS END: in bursts, so that the sound gets on meanwhile.
storm () {
  local turn
  fresh
  printf '[Parameters]\nvolume=7\n[Audiogram Left]\n1000=35\n' > good.listen
  mkfifo pipe.listen
  make_wav in.wav speech 48000 2 pcm16 4800000
  control_begin --input dummy:in.wav --inputs 2 --output dummy: || return 1
  for turn in $(seq "$1"); do
    command_by_chance
    [ $((RANDOM % 40)) -ne 0 ] || sleep 0.05
  done >&7
  if [ "$2" = quit ]; then control_say quit; else control_hang_up; fi
  control_end 0 || fail "$(head -n 40 "$tap_scratch"/tsan.* 2> /dev/null)" \
    || return 1
  echo "$(wc -l < "$control_out") lines"
  [ "$(tail -n 1 "$control_out")" = '{"event":"bye"}' ]
}

tap_case a_storm_of_commands_ends_by_quit storm 600 quit
tap_case a_storm_of_commands_ends_with_its_input storm 300 end

tap_done
