# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# TAP for test scripts. Source it first; it gives a scratch folder that vanishes
# at the end, and these:
#
#   tap_case NAME COMMAND [ARGUMENT...]   passes if COMMAND returns 0; what it
#                                         printed is shown when it does not
#   tap_allowed_case NAME WHY COMMAND [ARGUMENT...]   the same, and skipped for
#                                         that reason if it returns 77
#   tap_ok NAME / tap_not_ok NAME [WHY]   a case decided by the script
#   tap_skip NAME WHY                     could not be looked at, and why
#   tap_skip_all WHY                      none of them could; ends the script
#   tap_rig                               ends it where ENH_NO_RIG is set
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

tap_skip () {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

tap_skip_all () {
  printf '1..0 # SKIP %s\n' "$1"
  exit 0
}

# Ends the script where ENH_NO_RIG is set: real servers and windows are needed,
# and they have run in another step.
tap_rig () {
  [ -z "${ENH_NO_RIG:-}" ] \
    || tap_skip_all "ENH_NO_RIG is set: no server, no window in this run"
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

# A command that returns 77 could not look.
tap_allowed_case () { # NAME WHY COMMAND...
  local name=$1 why=$2 result
  shift 2
  ("$@") < /dev/null > "$tap_scratch/.said" 2>&1
  result=$?
  case $result in
    0) tap_ok "$name" ;;
    77) tap_skip "$name" "$why" ;;
    *) tap_not_ok "$name" "$(cat "$tap_scratch/.said")" ;;
  esac
}

tap_done () {
  printf '1..%d\n' "$tap_count"
}
