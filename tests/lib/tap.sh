# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# TAP for test scripts. Source it first; it gives a scratch folder that vanishes
# at the end, and these:
#
#   tap_case NAME COMMAND [ARGUMENT...]   passes if COMMAND returns 0; what it
#                                         printed is shown when it does not
#   tap_cases NAME...                     the same for commands of these names
#   tap_case_with TOOL NAME COMMAND [ARGUMENT...]   the same where the program
#                                         TOOL is there, else skipped
#   tap_allowed_case NAME WHY COMMAND [ARGUMENT...]   the same, and left out for
#                                         that reason if it returns 77
#   tap_ok NAME / tap_not_ok NAME [WHY]   a case decided by the script
#   tap_skip NAME WHY                     cannot be looked at here; fails where
#                                         CI=true, for nobody would notice there
#   tap_skip_all WHY                      none of them can; ends the script
#   tap_leave NAME WHY                    is not to be looked at here, CI or not
#   tap_rig                               ends it where ENH_NO_RIG is set
#   tap_soon COMMAND [ARGUMENT...]        until COMMAND returns 0; two minutes
#                                         bound a hang
#   tap_private_shm SCRIPT ARGUMENT...    begins the script anew with a /dev/shm
#                                         of its own, where root can have one
#   tap_note TEXT                         a remark
#   tap_done                              at the end: without it the run fails
#
# NAME is a claim in one word, like file_keeps_length. A COMMAND is most often a
# function of the script; in it, `fail TEXT` returns 1 with a reason.

set -u

: "${top_srcdir:=$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")/../.." && pwd)}"
: "${top_builddir:=$PWD}"

tap_count=0
tap_scratch=$(mktemp -d "${TMPDIR:-/tmp}/enhance-test.XXXXXX") || exit 99

tap_clean () {
  chmod -R u+rwx "$tap_scratch" 2> /dev/null
  rm -rf "$tap_scratch"
}
trap tap_clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tap_note () {
  printf '%s\n' "$*" | sed 's/^/# /'
}

tap_ok () {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s\n' "$tap_count" "$1"
}

tap_not_ok () {
  tap_count=$((tap_count + 1))
  printf 'not ok %d - %s\n' "$tap_count" "$1"
  [ $# -lt 2 ] || tap_note "$2"
}

tap_leave () {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

tap_skip () {
  if [ "${CI:-}" = true ]; then
    tap_not_ok "$@"
  else
    tap_leave "$@"
  fi
}

tap_leave_all () {
  printf '1..0 # SKIP %s\n' "$1"
  exit 0
}

tap_skip_all () {
  [ "${CI:-}" = true ] || tap_leave_all "$1"
  tap_not_ok what_it_needs_is_there "$1"
  tap_done
  exit 1
}

# Real servers and windows are needed, and they have run in another step.
tap_rig () {
  [ -z "${ENH_NO_RIG:-}" ] \
    || tap_leave_all "ENH_NO_RIG is set: no server, no window in this run"
}

tap_soon () {
  local left=2400
  until "$@"; do
    [ "$left" -gt 0 ] || return 1
    left=$((left - 1))
    sleep 0.05
  done
}

# JACK has eight places for servers there, and one that is killed keeps its own.
tap_private_shm () {
  [ -z "${ENH_PRIVATE_SHM:-}" ] && [ "$(id -u)" -eq 0 ] \
    && unshare -m mount -t tmpfs shm /dev/shm 2> /dev/null || return 0
  tap_clean
  ENH_PRIVATE_SHM=1 exec unshare -m "$BASH" -c \
    'mount -t tmpfs shm /dev/shm && exec "$BASH" "$@"' sh "$@"
}

fail () {
  printf '%s\n' "$*"
  return 1
}

# The command runs in a subshell with its own standard input, so that neither
# `exit` nor `cd` nor a greedy reader reaches the rest of the script.
tap_case () {
  local name=$1
  shift
  if ("$@") < /dev/null > "$tap_scratch/.said" 2>&1; then
    tap_ok "$name"
  else
    tap_not_ok "$name" "$(tail -n 40 "$tap_scratch/.said")"
  fi
}

tap_cases () {
  local name
  for name; do
    tap_case "$name" "$name"
  done
}

tap_case_with () { # TOOL NAME COMMAND...
  local tool=$1
  shift
  if command -v "$tool" > /dev/null; then
    tap_case "$@"
  else
    tap_skip "$1" "no program '$tool'"
  fi
}

# A command that returns 77 could not look.
tap_allowed_case () { # NAME WHY COMMAND...
  local name=$1 why=$2 result
  shift 2
  ("$@") < /dev/null > "$tap_scratch/.said" 2>&1
  result=$?
  case $result in
    0) tap_ok "$name" ;;
    77) tap_leave "$name" "$why" ;;
    *) tap_not_ok "$name" "$(cat "$tap_scratch/.said")" ;;
  esac
}

tap_done () {
  printf '1..%d\n' "$tap_count"
}
