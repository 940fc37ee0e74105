/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "printable.h"

#include <glib.h>

/* Beside control characters, what turns the direction of the text around it:
   "gpj.exe" may be read the other way round. */
static gboolean
is_harmless (gunichar c)
{
  return !g_unichar_iscntrl (c) && !(c >= 0x202a && c <= 0x202e)
         && !(c >= 0x2066 && c <= 0x2069) && c != 0x2028 && c != 0x2029;
}

char *
printable (const char *bytes)
{
  char *valid = g_utf8_make_valid (bytes, -1);
  GString *text = g_string_new (NULL);

  for (char *c = valid; *c; c = g_utf8_next_char (c))
    if (is_harmless (g_utf8_get_char (c)))
      g_string_append_unichar (text, g_utf8_get_char (c));
    else
      g_string_append_c (text, '?');
  g_free (valid);
  return g_string_free (text, FALSE);
}
