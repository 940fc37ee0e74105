/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A progress bar on a terminal. */

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

/* Shown if `wanted` and on a terminal. */
void
progress_begin (cli_progress *progress, gboolean wanted, double rate,
                gint64 total);

/* Redraw, if the last time is long enough ago. */
void
progress_show (cli_progress *progress, gint64 done);

/* Remove the bar. */
void
progress_end (cli_progress *progress);

#endif
