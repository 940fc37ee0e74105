/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* If the terminal does not say. */
enum { USUAL_COLUMNS = 80 };

gboolean
terminal_can_rewrite (FILE *out)
{
  const char *kind = g_getenv ("TERM");

  return isatty (fileno (out)) && kind && *kind && strcmp (kind, "dumb");
}

static glong
columns (FILE *out)
{
  struct winsize size;

  if (!ioctl (fileno (out), TIOCGWINSZ, &size) && size.ws_col > 1)
    return size.ws_col;
  return USUAL_COLUMNS;
}

void
terminal_rewrite (FILE *out, const char *line)
{
  /* The last column stays free: some terminals break the line there. */
  const glong room = columns (out) - 1;
  const char *end = line + strlen (line);

  if (g_utf8_strlen (line, -1) > room)
    end = g_utf8_offset_to_pointer (line, room);
  fprintf (out, "\r%.*s\033[K", (int) (end - line), line);
  fflush (out);
}

void
terminal_erase (FILE *out)
{
  fputs ("\r\033[K", out);
  fflush (out);
}

void
terminal_bar (GString *line, double part, guint width)
{
  const double clipped = CLAMP (part, 0.0, 1.0);
  const guint filled = (guint) (clipped * width + 0.5);

  g_string_append_c (line, '[');
  for (guint i = 0; i < width; ++i)
    g_string_append_c (line, i < filled ? '#' : '.');
  g_string_append_c (line, ']');
}
