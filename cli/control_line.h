/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Lines out of a stream of bytes that may be anything: each line is handed on
   once, whole or as what is wrong with it, and memory stays bounded. */

#ifndef CLI_CONTROL_LINE_H
#define CLI_CONTROL_LINE_H

#include <glib.h>

/* The longest line, without its end: any audiogram and any path fit many times
   over. */
enum { CONTROL_LINE_BYTES = 65536 };

typedef enum control_line_kind {
  CONTROL_LINE_GOOD,     /* UTF-8 without control characters but tabs */
  CONTROL_LINE_LONG,     /* longer than CONTROL_LINE_BYTES */
  CONTROL_LINE_BINARY,   /* holds a control character */
  CONTROL_LINE_NOT_UTF8, /* holds bytes that are no UTF-8 */
  CONTROL_LINE_HALF      /* the stream ended before the line did */
} control_line_kind;

/* `text` is the line where it is good, without its end (LF or CR LF); else
   NULL. */
typedef void (*control_line_taker) (void *user, control_line_kind kind,
                                    const char *text);

typedef struct control_lines {
  char *bytes;   /* of the line that has begun; room for the longest */
  gsize length;  /* of it, so far */
  gboolean over; /* it is too long; the rest of it is skipped */
  control_line_taker take;
  void *user;
} control_lines;

void
control_lines_init (control_lines *lines, control_line_taker take, void *user);

void
control_lines_clear (control_lines *lines);

/* The next bytes of the stream; calls `take` for each line that ends there. */
void
control_lines_feed (control_lines *lines, const char *bytes, gsize count);

/* The stream has ended. */
void
control_lines_end (control_lines *lines);

/* What is wrong with a line, as a sentence; NULL: nothing. */
const char *
control_line_fault (control_line_kind kind);

#endif
