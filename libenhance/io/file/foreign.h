/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Formats that libsndfile does not read, by their first bytes: so that a person
   learns what to do instead of "unknown format". */

#ifndef ENH_IO_FILE_FOREIGN_H
#define ENH_IO_FILE_FOREIGN_H

#include <stdint.h>

/* What the file is ("an MP4 or M4A file"); NULL: nothing that is known. */
const char *
enh__foreign_format (int fd);

#endif
