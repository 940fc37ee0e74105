/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How far a file has come, on a terminal. */

#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <glib.h>

typedef struct cli_progress {
  gboolean shown;
  double rate;  /* Hz */
  gint64 total; /* frames; -1: not known */
  gint64 begun; /* us, monotonic */
  gint64 due;   /* us, monotonic: when to draw next */
} cli_progress;

/* `wanted` is the person's wish; a terminal must be there too. */
void
progress_begin (cli_progress *progress, gboolean wanted, double rate,
                gint64 total);

/* Draw, if the last drawing is old enough. */
void
progress_show (cli_progress *progress, gint64 done);

/* Take the bar away. */
void
progress_end (cli_progress *progress);

#endif
