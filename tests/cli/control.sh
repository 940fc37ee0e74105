# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# `enhance live --control` beside a test. Source it after cli.sh; one at a time.
#
#   control_begin OPTION...       begins it, ended by force after $control_limit
#                                 seconds (180);
#                                 $control is its number
#   control_say LINE...           sends commands, a line each
#   control_wait EVENT [COUNT]    until so many such events have come (1)
#   control_until EVENT FIELD CONDITION    until the newest such event is so
#   control_list EVENT FIELD      FIELD of each such event so far, a line each
#   control_hang_up               ends its input
#   control_end STATUS            waits for its end, checks status and events
#
# Events are in $control_out, its standard error in $control_err.

control=
control_out=$tap_scratch/control.out
control_err=$tap_scratch/control.err
control_json=$top_builddir/tests/cli/control_json

control_begin () {
  rm -f "$tap_scratch/control.in" "$control_out" "$control_err"
  mkfifo "$tap_scratch/control.in"
  : > "$control_out"
  # Its parent has to live on: it ends with it.
  timeout -s KILL "${control_limit:-180}" "$top_builddir/cli/enhance" live --control "$@" \
    < "$tap_scratch/control.in" >> "$control_out" 2> "$control_err" &
  control=$!
  exec 7> "$tap_scratch/control.in"
}

control_say () {
  printf '%s\n' "$@" >&7
}

control_names () {
  # The last line may still be on its way.
  sed -n '/}$/p' "$control_out" | "$control_json" names
}

control_wait () {
  local turn
  for turn in $(seq 1000); do
    [ "$(control_names | grep -cx "$1")" -lt "${2:-1}" ] || return 0
    kill -0 "$control" 2> /dev/null || break
    sleep 0.1
  done
  [ "$(control_names | grep -cx "$1")" -ge "${2:-1}" ] && return 0
  fail "no event $1: $(tail -n 5 "$control_out" "$control_err")"
}

# control_until EVENT FIELD CONDITION: until the newest such event fulfils it;
# awk is given the field's numbers as $1, $2.
control_until () {
  local turn
  for turn in $(seq 1000); do
    control_list "$1" "$2" | tail -n 1 | tr ',[]' '   ' \
      | awk "{ met = $3 } END { exit !met }" && return 0
    kill -0 "$control" 2> /dev/null || break
    sleep 0.1
  done
  fail "never $3: $(tail -n 5 "$control_out" "$control_err")"
}

control_list () {
  sed -n '/}$/p' "$control_out" | "$control_json" list "$1" "$2"
}

control_hang_up () {
  exec 7>&-
}

control_end () {
  local status=0
  wait "$control" || status=$?
  exec 7>&-
  control=
  [ "$status" -eq "$1" ] \
    || fail "ended with $status, wanted $1: $(tail "$control_out" "$control_err")" \
    || return 1
  "$control_json" check < "$control_out"
}

# control_is EVENT FIELD VALUE: the newest of them.
control_is () {
  local got
  got=$(control_list "$1" "$2" | tail -n 1)
  [ "$got" = "$3" ] || fail "$1's $2 is '$got', wanted '$3'"
}
