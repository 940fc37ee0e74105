# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What the tests of the program share. Source it after tap.sh.

# No sound server is started, found or waited for.
export JACK_NO_START_SERVER=1
export JACK_DEFAULT_SERVER=enhance-test-none-$$

# A program that hangs must not hang the test.
enhance () {
  timeout -s KILL "${limit:-180}" "$top_builddir/cli/enhance" "$@"
}

# wait_ready PID: until the program behind it ends by its own will when it is
# told to, however slow the machine starts it.
wait_ready () {
  local turn caught
  [ -r "/proc/$1/status" ] || { sleep 2; return; }
  for turn in $(seq 1200); do
    # SIGTERM is number 15: the last but one bit of the fourth digit from behind.
    caught=$(sed -n 's/^SigCgt:.*\(.\)...$/\1/p' "/proc/$1/status" 2> /dev/null)
    # Not its wrapper of the build folder: a bash that catches it, too.
    case $(readlink "/proc/$1/exe"):$caught in
      *enhance:[4-7c-f]) return 0 ;;
    esac
    sleep 0.1
  done
  fail "it never began"
}

make_wav () {
  "$top_builddir/tests/cli/make_wav" "$@" || exit 99
}

look_wav () {
  "$top_builddir/tests/cli/look_wav" "$@"
}

list_json () {
  "$top_builddir/tests/cli/list_json" "$@"
}

# info_is FILE "RATE CHANNELS FRAMES"
info_is () {
  local info
  info=$(look_wav info "$1") || fail "$info" || return 1
  [ "$info" = "$2" ] || fail "$1 is '$info', wanted '$2'"
}

# A fresh folder, which the case stands in.
fresh () {
  local folder=$tap_scratch/case
  rm -rf "$folder"
  mkdir "$folder" && cd "$folder" || exit 99
}

# Everything here: names, sizes and contents.
snapshot () {
  find . -mindepth 1 -print0 | sort -z | xargs -0 -r ls -dl --time-style=+
  find . -type f -exec cksum {} + | sort
}

# refused STATUS PATTERN COMMAND...: the command ends with that status, says one
# line on standard error that begins with "enhance: " and matches the extended
# pattern, nothing on standard output, and leaves the folder as it was. Its own
# files are kept outside.
refused () {
  local status=$1 pattern=$2 got before after
  local said=$tap_scratch/said.err out=$tap_scratch/said.out
  shift 2
  before=$(snapshot)
  "$@" > "$out" 2> "$said"
  got=$?
  after=$(snapshot)
  [ "$got" = "$status" ] || fail "status $got, wanted $status: $(cat "$said")" \
    || return 1
  [ "$(wc -l < "$said")" -eq 1 ] || fail "not one line: $(cat "$said")" \
    || return 1
  grep -Eq "^enhance: .*($pattern)" "$said" \
    || fail "'$(cat "$said")' does not tell of '$pattern'" || return 1
  [ ! -s "$out" ] || fail "said on standard output: $(head -c 200 "$out")" \
    || return 1
  [ "$before" = "$after" ] || fail "left behind: $after; was: $before"
}
