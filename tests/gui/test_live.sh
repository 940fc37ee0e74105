#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Personal Listener on a real sound server: Start, sound, volume, mute, a server
# that crashes, the end; in a real window, by keyboard and by its accessibility.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/gui/screen.sh"

screen_need
rig_need

# The script has a server that is killed; what that leaves is taken away.
rig_killed=1
screen_run live.py "$@"
