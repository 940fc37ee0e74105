# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What a program told the kernel, as strace wrote it (-ff, a file for each
# thread): prints each line that has no place in a program that neither talks to
# a network nor keeps anything. Prints nothing where all is well.
#
# -v home=DIR: the person's own folder; -v run=DIR: the one for run time.

# What failed left nothing behind and reached nobody.
/ = -1 E[A-Z]/ { next }

# A server of sound is reached by a local socket, and by no other.
/^(socket|socketpair)\(/ && !/\((AF_UNIX|AF_LOCAL),/ { print; next }
/^(connect|bind|sendto|sendmsg|sendmmsg)\(/ \
  && /sa_family=/ && !/sa_family=AF_UNIX/ { print; next }
/^(connect|bind)\(/ && !sound_socket($0) { print; next }

# Nothing is begun, sent by another way, or traced.
/^(execve|execveat|io_uring_setup|ptrace|process_vm_writev)\(/ {
  if (!/^execve\(/ || begun++)
    print
  next
}

# Files that are opened to be written, made, moved or taken away.
/^(open|openat|openat2|creat)\(/ && /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|^creat/ {
  if (!sound_file(path($0)))
    print
  next
}
/^(mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|unlink|unlinkat|rmdir|truncate)\(/ {
  if (!sound_file(path($0)))
    print
  next
}

function path (line,    part) {
  if (!match(line, /"[^"]*"/))
    return ""
  part = substr(line, RSTART + 1, RLENGTH - 2)
  return part
}

# JACK keeps its sockets in /dev/shm; PulseAudio and PipeWire in the person's
# run-time folder.
function sound_socket (line,    name) {
  name = path(line)
  return name ~ /^\/dev\/shm\/jack_/ || name ~ /^\/(var\/)?run\/pulse\/native$/ \
    || name == run "/pulse/native" || name ~ /\/pipewire-[0-9]+$/ \
    || name ~ /^\/tmp\/(jack[-_]|pulse-)/
}

# Memory that JACK's clients share (registry, ports, semaphores, the database of
# its metadata) is a file in /dev/shm; sound devices are files; PulseAudio's
# library, which ALSA loads, looks for its server in a folder that it makes, and
# keeps a random number to be known by.
function sound_file (name) {
  return name == "/dev/null" || name ~ /^\/dev\/shm\/jack[-_]/ \
    || name ~ /^\/dev\/(snd\/|dsp|mixer|audio)/ \
    || name == home "/.config/pulse" || name == home "/.config/pulse/cookie" \
    || name == home "/.config" || name == run "/pulse"
}
