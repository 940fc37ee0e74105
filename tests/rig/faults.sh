# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Listening under the supervisor, and what it tells. Source it after tap.sh:
#
#   faults_begin OPTION ...   begins tests/rig/supervised with these options
#   faults_say COMMAND        tells it something
#   faults_mark               what is awaited from here on must be new
#   faults_await PATTERN [SECONDS]
#                             until an event matches (grep -E), else fails
#   faults_beats COUNT        until so many more callbacks were told of
#   faults_never PATTERN      no event since the mark does
#   faults_note WORD          the time of now, in the events
#   faults_within SECONDS WORD PATTERN
#                             between that note and the first such event of all
#                             lies no more time
#   faults_most NUMBER        a limit of time: ten times the number unless
#                             ENH_HOLD_TIMES is set, as `make check-rigs` does
#   faults_child              the number of the listening process
#   faults_await_gone         until it is gone: what cannot be unhung is ended
#   faults_end                ends it, and looks that no process is left
#
# Events are kept in $tap_scratch/events.

faults_driver=$top_builddir/tests/rig/supervised
faults_enhance=${ENHANCE_UNDER_TEST:-$top_builddir/cli/enhance}
faults_from=1
faults_pid=

# Without the script that libtool puts before it: it takes half of the time that
# a short look does.
if [ "$faults_enhance" = "$top_builddir/cli/enhance" ] \
  && [ -x "$top_builddir/cli/.libs/enhance" ]; then
  faults_enhance=$top_builddir/cli/.libs/enhance
  LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export LD_LIBRARY_PATH
fi

# What is measured is the supervisor, not how long a busy machine lets it wait.
faults_hurry=
if command -v chrt > /dev/null && chrt -r 2 true 2> /dev/null; then
  faults_hurry='chrt -r 2'
fi

faults_begin () {
  rm -f "$tap_scratch/commands"
  mkfifo "$tap_scratch/commands" || return 1
  timeout -s KILL 500 $faults_hurry "$faults_driver" program="$faults_enhance" "$@" \
    < "$tap_scratch/commands" > "$tap_scratch/events" 2>&1 &
  faults_pid=$!
  exec 7> "$tap_scratch/commands"
  faults_from=1
}

faults_say () {
  echo "$@" >&7
}

faults_mark () {
  faults_from=$(($(wc -l < "$tap_scratch/events") + 1))
}

# Busy machines get patience; whatever comes early ends the wait.
faults_await () {
  local until=$((SECONDS + ${2:-120}))
  while :; do
    if tail -n "+$faults_from" "$tap_scratch/events" | grep -qE "$1"; then
      return 0
    fi
    [ "$SECONDS" -lt "$until" ] || break
    sleep 0.05
  done
  echo "no event '$1' in:"
  tail -n "+$faults_from" "$tap_scratch/events" | grep -v ' status ' | tail -n 20
  tail -n 2 "$tap_scratch/events"
  return 1
}

# Until so many more callbacks were told of: time by the sound's own count.
faults_beats () { # COUNT
  local from
  from=$(faults_heartbeat)
  tap_soon faults_beaten $((from + $1)) || fail "the heartbeat stands"
}

faults_heartbeat () {
  grep -o 'heartbeat=[0-9]*' "$tap_scratch/events" | tail -n 1 | cut -d = -f 2
}

faults_beaten () {
  [ "$(faults_heartbeat)" -ge "$1" ]
}

faults_never () {
  ! tail -n "+$faults_from" "$tap_scratch/events" | grep -E "$1"
}

faults_note () {
  local until=$((SECONDS + 60))
  faults_say note "$1"
  until grep -q " note $1\$" "$tap_scratch/events"; do
    [ "$SECONDS" -lt "$until" ] || fail "the driver does not answer" || return 1
    sleep 0.02
  done
}

# In `make check`, beside other tests and on any machine, no time decides: there a
# limit only tells what comes from what never does.
faults_most () {
  awk -v most="$1" -v hold="${ENH_HOLD_TIMES:-}" \
    'BEGIN { print hold == "" ? 10 * most : most }'
}

# The promise is for a machine that lets it run. How late this one is by itself, a
# look at the devices tells, of which the way back holds one: 0.1 to 0.25 s where
# nothing else runs.
faults_within () {
  local begun=$(date +%s%N) look_ms
  timeout -s KILL 20 $faults_hurry "$faults_enhance" devices --json > /dev/null 2>&1
  look_ms=$((($(date +%s%N) - begun) / 1000000))
  awk -v most="$(faults_most "$1")" -v word="$2" -v pattern="$3" -v look_ms="$look_ms" '
    BEGIN { if (look_ms > 250) most *= look_ms / 250 }
    $2 == "note" && $3 == word { from = $1; noted = 1 }
    !found && $0 ~ pattern { at = $1; found = 1 }
    END { printf "%s after %s: %.3f s, %.1f at most; a look takes %d ms\n",
            pattern, word, at - from, most, look_ms
          exit !noted || !found || at - from > most }' "$tap_scratch/events"
}

# Of the driver: timeout's child.
faults_driver_number () {
  ps -o pid= --ppid "$faults_pid" | tr -d ' ' | head -n 1
}

faults_child () {
  local driver
  driver=$(faults_driver_number)
  [ -n "$driver" ] && ps -o pid=,args= --ppid "$driver" \
    | awk '/ live --control/ { print $1; exit }'
}

faults_await_gone () {
  local left=1200
  while [ -n "$(faults_child)" ]; do
    [ "$left" -gt 0 ] || fail "the listening process is still there" || return 1
    left=$((left - 1))
    sleep 0.05
  done
}

faults_end () {
  [ -n "$faults_pid" ] || return 0
  local child status=0
  child=$(faults_child)
  faults_say quit
  exec 7>&-
  wait "$faults_pid" || status=$?
  faults_pid=
  [ "$status" -eq 0 ] || fail "the driver ended with $status" || return 1
  [ -z "$child" ] || ! kill -0 "$child" 2> /dev/null \
    || fail "the listening process is left"
}

# After a case that broke off in the middle.
faults_clean () {
  exec 7>&-
  [ -z "$faults_pid" ] || kill "$faults_pid" 2> /dev/null
  faults_pid=
}
