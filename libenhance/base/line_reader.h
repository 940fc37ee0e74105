/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Lines out of a stream of bytes that may be anything. Memory is bounded: of a
   line that is too long nothing is handed on. */

#ifndef ENH_BASE_LINE_READER_H
#define ENH_BASE_LINE_READER_H

#include <stddef.h>

/* The longest line that is handed on, bytes without its end. A list of a
   hundred devices fits; events are far shorter. */
#define ENH__LINE_BYTES 65536u

typedef struct enh__line_reader {
  char *bytes; /* of the line that has begun */
  size_t used; /* of it, so far */
  size_t room; /* allocated; grows to ENH__LINE_BYTES + 1 at most */
  int over;    /* the line is too long, or memory ran out: skip the rest */
  void *user;  /* for take */
  size_t lost; /* lines that were too long, so far */
  /* A line without its end, terminated; it may hold any byte but 0 and LF. */
  void (*take) (void *user, char *line);
} enh__line_reader;

void
enh__line_reader_init (enh__line_reader *lines,
                       void (*take) (void *user, char *line), void *user);

void
enh__line_reader_clear (enh__line_reader *lines);

/* The next bytes of the stream: hands on each line that ends in them. */
void
enh__line_reader_feed (enh__line_reader *lines, const char *bytes,
                       size_t count);

#endif
