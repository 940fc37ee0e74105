#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The sample program that is a JACK client gives the samples of `enhance file`.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/rig/client.sh"

rig_need

plays_as_enhance_file_does () {
  client_file=(-s noise_reduction=80)
  client_equals_file enhance kitchen.flac in out_left \
    "$top_builddir/samples/jack-client" noise_reduction=80
}

refuses_what_is_no_parameter () {
  rig_start 128 || fail "no server" || return 1
  local status=0
  timeout -s KILL 20 "$top_builddir/samples/jack-client" loudness=3 || status=$?
  rig_stop
  [ "$status" = 1 ] || fail "it ended with $status"
}

tap_cases plays_as_enhance_file_does refuses_what_is_no_parameter
tap_done
