/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where a sound file comes from: a descriptor that can seek. */

#ifndef ENH_IO_FILE_SOURCE_H
#define ENH_IO_FILE_SOURCE_H

#include <enhance/status.h>

#include <stdint.h>

/* Open `path` ("-": standard input). What cannot seek, a pipe, is first copied
   to a file without a name, which ends with the descriptor.

   fd      The descriptor, on success; the caller's to close.
   bytes   Its length.
   piped   Not 0: came through a pipe. */
enh_status
enh__source_open (const char *path, int *fd, int64_t *bytes, int *piped,
                  enh_error *error);

/* A new file without a name, open for reading and writing, or -1 and errno. */
int
enh__nameless_file (void);

/* Copy everything from where `from` stands; 0, or -1 and errno, and then
   `reading` says which side failed. */
int
enh__copy_all (int from, int to, int *reading);

/* How messages call a path: standard input, standard output or itself. */
const char *
enh__source_name (const char *path);

#endif
