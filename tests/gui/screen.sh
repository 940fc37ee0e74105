# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# A screen, a session and its accessibility for tests of the app. Source it
# after tap.sh:
#
#   screen_need          ends the script where there can be none
#   screen_run SCRIPT    runs a Python script there, which prints TAP

tap_private_shm "$0" "$@"

# The system's own Python: its modules are Debian's packages.
screen_python=/usr/bin/python3
screen_server=

screen_need () {
  tap_rig
  local tool
  [ -x "$top_builddir/gui/personal-listener" ] \
    || tap_skip_all "the app was not built"
  for tool in Xvfb dbus-run-session xdotool import pgrep; do
    command -v "$tool" > /dev/null \
      || tap_skip_all "no program '$tool' (xvfb, dbus, xdotool, imagemagick, procps)"
  done
  "$screen_python" -c 'import gi; gi.require_version ("Atspi", "2.0")' \
    2> /dev/null || tap_skip_all "no gi.repository.Atspi (python3-gi, gir1.2-atspi-2.0)"
  ls /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher \
    2> /dev/null | grep -q . || tap_skip_all "no at-spi2-core"
}

screen_stop () {
  [ -z "$screen_server" ] || kill "$screen_server" 2> /dev/null
  screen_server=
}

# A server of our own, on a number that it finds free itself and tells once it
# takes connections: nothing is guessed, so nothing can be taken meanwhile.
screen_start () {
  local tries=600 # of 0.1 s: a busy machine
  Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp -noreset \
    3> "$tap_scratch/screen.number" > "$tap_scratch/screen.log" 2>&1 &
  screen_server=$!
  # Before what is taken away at the end already.
  trap "screen_stop; $(trap -p EXIT | sed "s/^trap -- '//;s/' EXIT\$//")" EXIT
  while ! grep -q '^[0-9]' "$tap_scratch/screen.number"; do
    tries=$((tries - 1))
    if [ $tries = 0 ] || ! kill -0 "$screen_server" 2> /dev/null; then
      sed 's/^/# Xvfb: /' "$tap_scratch/screen.log"
      return 1
    fi
    sleep 0.1
  done
  screen_number=$(head -n 1 "$tap_scratch/screen.number")
}

screen_run () {
  local script=$1 status
  shift
  if ! screen_start; then
    tap_not_ok a_screen_can_be_had "Xvfb did not start"
    tap_done
    return 1
  fi
  mkdir -p -m 700 "$tap_scratch/session"
  # What the session's servers hold open is not the TAP: one that outlived the
  # session would keep whoever reads it waiting.
  env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS DISPLAY=":$screen_number" \
    XDG_RUNTIME_DIR="$tap_scratch/session" \
    top_srcdir="$top_srcdir" top_builddir="$top_builddir" \
    PYTHONDONTWRITEBYTECODE=1 TMPDIR="$tap_scratch" \
    timeout -k 5 "${screen_limit:-1200}" \
    dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh \
    "$screen_python" "$top_srcdir/tests/gui/$script" "$@" \
    3>&1 > "$tap_scratch/session.said" 2> "$tap_scratch/screen.said"
  status=$?
  screen_stop
  # Of the session's own remarks nobody needs any.
  grep -vE 'dbus-daemon|SpiRegistry|^$' "$tap_scratch/screen.said" \
    | head -n 20 | sed 's/^/# /'
  return $status
}
