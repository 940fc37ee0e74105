#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Esc and the signals under every menu, dialog and window of Personal Listener, on
# a real sound server, in a real window.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/gui/screen.sh"

screen_need
rig_need

# The script has a server of its own; what that leaves is taken away.
rig_killed=1
screen_run safety.py "$@"
