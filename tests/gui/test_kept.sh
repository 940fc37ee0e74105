#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What Personal Listener keeps and what it does not, in a real window. No sound
# device is needed.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/gui/screen.sh"

# No sound server is started, found or waited for.
export JACK_NO_START_SERVER=1
export JACK_DEFAULT_SERVER=enhance-test-none-$$

screen_need
screen_run kept.py "$@"
