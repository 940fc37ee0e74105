#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What Personal Listener says where nothing arrives or nothing leaves, on a real
# PulseAudio, in a real window.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/gui/screen.sh"
. "$top_srcdir/tests/rig/pulse.sh"

screen_need
pulse_need
pulse_environment 2> /dev/null
export ENHANCE_PIPEWIRE=0
pulse_start || { tap_not_ok a_server_can_be_had "PulseAudio did not start"; tap_done; exit 1; }
screen_run silent.py "$@"
status=$?
pulse_stop
exit $status
