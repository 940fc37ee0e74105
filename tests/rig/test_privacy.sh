#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Nothing of what is heard leaves the program: ten seconds of `enhance live` on a
# real server, every call of the kernel looked at. No socket but the sound
# server's local one, no file written.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"
. "$top_srcdir/tests/rig/rig.sh"

enhance=$top_builddir/cli/enhance
# The program itself, not libtool's script around it.
[ ! -x "$top_builddir/cli/.libs/enhance" ] \
  || enhance=$top_builddir/cli/.libs/enhance
export LD_LIBRARY_PATH=$top_builddir/libenhance/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

# Nobody's own settings, and no other sound server than the rig's.
export HOME=$tap_scratch/home XDG_RUNTIME_DIR=$tap_scratch/run
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS PULSE_SERVER XDG_CONFIG_HOME

# Its own listening process, without the script around that.
export ENHANCE_PROGRAM=$enhance

calls=%network,%file,execve,execveat,open_by_handle_at,io_uring_setup,ptrace
calls=$calls,process_vm_writev

# traced COMMAND...: its calls, a file for each thread.
traced () {
  rm -rf "$tap_scratch/trace" && mkdir "$tap_scratch/trace"
  timeout -s KILL 400 strace -ff -s 300 -e trace="$calls" -e signal=none \
    -o "$tap_scratch/trace/t" "$@"
}

wrong_calls () {
  local file
  for file in "$tap_scratch"/trace/t.*; do
    awk -v home="$HOME" -v run="$XDG_RUNTIME_DIR" \
      -f "$top_srcdir/tests/tree/trace.awk" "$file"
  done
}

strace_works () {
  command -v strace > /dev/null || fail "no strace; install it" || return 1
  traced true || fail "strace may not trace here" || return 1
  [ -z "$(wrong_calls)" ] || fail "true does: $(wrong_calls)"
}

# Listening as the app does it: commands, presets, mute.
listens_in_private () {
  rig_start 256 || fail "no server" || return 1
  : > "$tap_scratch/events"
  {
    tap_soon grep -q '"heartbeat":[1-9]' "$tap_scratch/events"
    printf '%s\n' 'set volume 3' 'preset mild' 'audiogram N3' 'mute on' 'nonsense'
    tap_soon grep -q '"event":"error"' "$tap_scratch/events"
    tap_soon grep -q '"heartbeat":[1-9][0-9][0-9]' "$tap_scratch/events"
    echo 'mute off'
    tap_soon grep -q '"heartbeat":[1-9][0-9][0-9][0-9]' "$tap_scratch/events"
    # Whose input merely ends, is gone sooner than a busy machine lets it speak.
    echo quit
  } | traced "$enhance" live --control --client rig-private \
    > "$tap_scratch/events" 2> "$tap_scratch/errors" \
    || fail "status $?: $(cat "$tap_scratch/errors")" || return 1
  grep -q '"bye"' "$tap_scratch/events" || fail "no bye" || return 1
  # It did listen, and strace did see it.
  grep -q '"heartbeat":[1-9][0-9][0-9]' "$tap_scratch/events" \
    || fail "no sound: $(tail -n 3 "$tap_scratch/events")" || return 1
  grep -q 'connect(.*/dev/shm/jack_' "$tap_scratch"/trace/t.* \
    || fail "no connection to the server was seen" || return 1
  [ -z "$(wrong_calls)" ] || fail "$(wrong_calls | sort | uniq -c | head -n 20)"
}

listens_in_private_in_text () {
  rig_start 256 || fail "no server" || return 1
  traced "$enhance" live -p mild --client rig-private --duration 2 \
    > "$tap_scratch/said" 2>&1 || fail "$(cat "$tap_scratch/said")" || return 1
  [ -z "$(wrong_calls)" ] || fail "$(wrong_calls | sort | uniq -c | head -n 20)"
}

# The net holds: an ear that is a file is a file that is written.
a_written_file_is_seen () {
  traced "$enhance" live -q --input dummy: --output "dummy:$tap_scratch/ear.wav" \
    --duration 0.3 || return 1
  wrong_calls | grep -q 'ear.wav'
}

every_wrong_call_is_seen () {
  rm -rf "$tap_scratch/trace" && mkdir "$tap_scratch/trace"
  cat > "$tap_scratch/trace/t.1" <<'END'
execve("/usr/bin/enhance", ["enhance"], 0x7ffc /* 45 vars */) = 0
execve("/usr/bin/curl", ["curl"], 0x7ffc /* 45 vars */) = 0
socket(AF_INET, SOCK_STREAM, 0) = 3
socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, 0) = 3
socket(AF_NETLINK, SOCK_RAW, 0) = 3
socket(AF_PACKET, SOCK_RAW, 0) = 3
connect(3, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0
connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/journal/socket"}, 110) = 0
sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1
openat(AT_FDCWD, "/tmp/record.wav", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 5
openat(AT_FDCWD, "/dev/shm/record", O_RDWR|O_CREAT, 0600) = 5
open("log", O_WRONLY|O_APPEND) = 5
creat("log", 0666) = 5
rename("/tmp/a", "/tmp/b") = 0
mkdir("/root/.cache/enhance", 0700) = 0
io_uring_setup(8, {}) = 5
END
  local seen
  seen=$(wrong_calls | wc -l)
  # All but the first.
  [ "$seen" -eq 15 ] || fail "$seen seen: $(wrong_calls)"
}

rigged () {
  trap rig_stop EXIT
  "$@"
}

rig_need
tap_cases every_wrong_call_is_seen strace_works a_written_file_is_seen
tap_case listens_in_private rigged listens_in_private
tap_case listens_in_private_in_text rigged listens_in_private_in_text
tap_done
