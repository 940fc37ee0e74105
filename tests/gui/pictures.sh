#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The app's pictures. `make gui-pictures`.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"
. "$top_srcdir/tests/gui/screen.sh"

screen_need
rig_need
rig_killed=1
screen_run pictures.py "$@"
