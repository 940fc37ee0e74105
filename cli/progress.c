/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Drawn on standard error: standard output may carry the sound. */

#include "progress.h"

#include "report.h"
#include "terminal.h"

enum {
  BAR_WIDTH = 40,
  DRAW_EVERY_US = 100000, /* faster than that nobody reads */
  DRAW_AFTER_US = 200000  /* what is done by then needs no bar */
};

void
progress_begin (cli_progress *progress, gboolean wanted, double rate,
                gint64 total)
{
  progress->shown = wanted && terminal_can_rewrite (report_stream ());
  progress->rate = rate;
  progress->total = total;
  progress->begun = g_get_monotonic_time ();
  progress->due = progress->begun + DRAW_AFTER_US;
}

void
progress_show (cli_progress *progress, gint64 done)
{
  const double seconds = (double) done / progress->rate;
  gint64 now;
  GString *line;

  if (!progress->shown || (now = g_get_monotonic_time ()) < progress->due)
    return;
  progress->due = now + DRAW_EVERY_US;

  line = g_string_new (NULL);
  if (progress->total > 0)
    {
      const double part = (double) done / (double) progress->total;

      terminal_bar (line, part, BAR_WIDTH);
      g_string_append_printf (line, " %3.0f %%  %.1f of %.1f s",
                              100.0 * MIN (part, 1.0), seconds,
                              (double) progress->total / progress->rate);
    }
  else
    g_string_append_printf (line, "%.1f s", seconds);
  g_string_append_printf (line, "  %.0f times real time",
                          1e6 * seconds / (double) (now - progress->begun));
  terminal_rewrite (report_stream (), line->str);
  g_string_free (line, TRUE);
}

void
progress_end (cli_progress *progress)
{
  if (progress->shown)
    terminal_erase (report_stream ());
  progress->shown = FALSE;
}
