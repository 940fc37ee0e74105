/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where a sound file goes: a temporary file that takes its name only when it
   is whole, or a device, pipe or standard output that is fed when it is. */

#ifndef ENH_IO_FILE_TARGET_H
#define ENH_IO_FILE_TARGET_H

#include <enhance/file.h>
#include <enhance/status.h>

#include <stddef.h>

typedef struct enh__target enh__target;

/* Begin; `path` as enh_file_create has it. */
enh_status
enh__target_begin (enh__target **target, const char *path, enh_error *error);

/* The descriptor to write the samples to; can seek; stays the target's. */
int
enh__target_fd (const enh__target *target);

/* Not 0: `path` is no file but a device, a pipe or standard output, whose name
   need not tell a format. */
int
enh__target_is_stream (const enh__target *target);

/* Not 0: a pipe that nobody reads; committing would wait for somebody. */
int
enh__target_has_no_reader (const enh__target *target);

/* The same of the public handle; in file.c. */
int
enh__file_has_no_reader (const enh_file *file);

/* All is written: to the disk, and then its name. Nothing is left of it on
   failure. */
enh_status
enh__target_commit (enh__target *target, enh_error *error);

/* Free; what was not committed vanishes. NULL is fine. */
void
enh__target_close (enh__target *target);

#endif
