/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A line on a terminal that is updated in place. */

#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <glib.h>

#include <stdio.h>

/* Whether `out` is a terminal that can rewrite a line. */
gboolean
terminal_can_rewrite (FILE *out);

/* Write `line` over the last one, cut to the terminal's width. */
void
terminal_rewrite (FILE *out, const char *line);

/* Clear the line. */
void
terminal_erase (FILE *out);

/* Append "[###....]" with `part` (0 to 1) of `width` filled. */
void
terminal_bar (GString *line, double part, guint width);

#endif
