#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Nothing of ours can speak to a network: no object asks the linker for a
# function that does, no program is linked with a library that is made for it.

. "${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}/tests/lib/tap.sh"

calls='socket|connect|bind|listen|accept4?|getaddrinfo|gethostby[a-z_0-9]+'
calls="$calls|getnameinfo|send|sendto|sendmsg|sendmmsg|recvfrom|recvmsg"
calls="$calls|inet_[a-z]+|res_[a-z]+|if_nameindex|getifaddrs|syslog|openlog"
calls="$calls|g_socket_[a-z_]+|g_network_[a-z_]+|g_resolver_[a-z_]+|io_uring_[a-z_]+"

libraries='curl|ssl|crypto|soup|nghttp|ssh|mbedtls|gnutls|ldap|uring'

# Objects of the rooms that are installed; tests and their servers are not.
objects () {
  local room
  for room in libenhance cli preset gui; do
    [ ! -d "$top_builddir/$room" ] \
      || find "$top_builddir/$room" -name '*.o'
  done
}

network_calls () { # OBJECT...
  nm -u "$@" | sed -n 's/^ *U //p' | sed 's/@.*//' | sort -u \
    | grep -Ex "$calls"
}

no_object_calls_a_network () {
  local found
  [ "$(objects | wc -l)" -gt 40 ] || fail "few objects: $(objects)" || return 1
  found=$(objects | xargs nm -uA 2> /dev/null | sed 's/@.*//' \
    | grep -E " U ($calls)\$")
  [ -z "$found" ] || fail "$found"
}

no_program_needs_a_network_library () {
  local file found
  for file in "$top_builddir"/cli/.libs/enhance \
    "$top_builddir"/libenhance/.libs/*.so "$top_builddir"/gui/.libs/*; do
    [ -f "$file" ] || continue
    found=$(objdump -p "$file" 2> /dev/null | sed -n 's/^ *NEEDED *//p' \
      | grep -E "^lib($libraries)")
    [ -z "$found" ] || fail "$file: $found" || return 1
  done
}

# What is looked for is found where it is.
a_network_call_would_be_seen () {
  printf '%s\n' '#include <sys/socket.h>' \
    'int f (void) { return socket (AF_INET, SOCK_STREAM, 0); }' \
    > "$tap_scratch/net.c"
  ${CC:-cc} -c -o "$tap_scratch/net.o" "$tap_scratch/net.c" || return 1
  [ "$(network_calls "$tap_scratch/net.o")" = socket ]
}

for tool in nm objdump; do
  command -v "$tool" > /dev/null || tap_skip_all "no $tool"
done
# A sanitizer's run-time library is linked into everything.
tap_cases no_object_calls_a_network no_program_needs_a_network_library \
  a_network_call_would_be_seen
tap_done
