/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Does a file hold what its header promises? libsndfile plays a shortened
   file to where it breaks off without a word. */

#ifndef ENH_IO_FILE_TRUNCATION_H
#define ENH_IO_FILE_TRUNCATION_H

#include "io/file/part.h"

#include <stdint.h>

/* Bytes that are missing at the end: 0 if the file is whole, its header says
   no length (written to a pipe), or its container is not one of WAV, RF64,
   W64, AIFF, AU, CAF and Ogg. -1: missing, and nobody knows how many.

   fd          Can seek; where it stands afterwards is not said.
   bytes       The file's length.
   part        All of the file; gets the lengths that were never written.
   unfinished  Becomes 1 then, and the file counts as whole. */
int64_t
enh__missing_bytes (int fd, int64_t bytes, enh__part *part, int *unfinished);

#endif
