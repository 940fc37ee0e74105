/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One stream of sound within a file, as libsndfile is to see it: a window of the
   file's bytes, with some of them corrected and others put in between. */

#ifndef ENH_IO_FILE_PART_H
#define ENH_IO_FILE_PART_H

#include <sndfile.h>

#include <stdint.h>

enum { ENH__PATCHES = 4, ENH__INSERT_BYTES = 2048 };

/* Bytes that replace what the file has at an offset of the window. */
typedef struct enh__patch {
  int64_t at;
  uint32_t count; /* of bytes, 1 to 8; 0: none */
  unsigned char bytes[8];
} enh__patch;

typedef struct enh__part {
  int64_t start;     /* of the window, bytes from the file's beginning */
  int64_t length;    /* bytes */
  int64_t insert_at; /* where in the window `insert` comes before */
  uint32_t insert_bytes;
  unsigned char insert[ENH__INSERT_BYTES];
  enh__patch patch[ENH__PATCHES];
} enh__part;

/* Where a part is being read; the descriptor and the part stay the caller's. */
typedef struct enh__part_reader {
  int fd;
  const enh__part *part;
  int64_t at; /* bytes, the inserted ones included */
} enh__part_reader;

/* Add a patch of `count` bytes of `value`, little- or big-endian. A fifth one is
   left out. */
void
enh__part_patch (enh__part *part, int64_t at, uint32_t count, uint64_t value,
                 int is_big);

/* Bytes read into `to` from where the reader stands. */
int64_t
enh__part_read (enh__part_reader *reader, void *to, int64_t count);

/* Begin at the part's first byte; the calls for sf_open_virtual, whose user data
   the reader is. */
SF_VIRTUAL_IO
enh__part_open (enh__part_reader *reader, int fd, const enh__part *part);

#endif
