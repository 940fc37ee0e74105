/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* g_ascii_strtod is independent of the locale but accepts too much, so the
   format is checked first. */

#include "number.h"

#include <math.h>

/* Skip digits; returns how many. */
static size_t
skip_digits (const char **p)
{
  const char *begin = *p;

  while (g_ascii_isdigit (**p))
    ++*p;
  return (size_t) (*p - begin);
}

gboolean
number_parse (const char *text, double *value)
{
  const char *p = text;
  size_t digits;

  if (*p == '+' || *p == '-')
    ++p;
  digits = skip_digits (&p);
  if (*p == '.')
    {
      ++p;
      digits += skip_digits (&p);
    }
  if (!digits)
    return FALSE;
  if (*p == 'e' || *p == 'E')
    {
      ++p;
      if (*p == '+' || *p == '-')
        ++p;
      if (!skip_digits (&p))
        return FALSE;
    }
  if (*p)
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  return isfinite (*value);
}

gboolean
number_parse_whole (const char *text, guint32 *value)
{
  guint64 wide;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &wide, NULL))
    return FALSE;
  *value = (guint32) wide;
  return TRUE;
}

const char *
number_format (float value, char text[NUMBER_TEXT_BYTES])
{
  /* Nine significant digits are always enough for a float. */
  static const char *const formats[] = { "%.6g", "%.7g", "%.8g", "%.9g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); ++i)
    {
      g_ascii_formatd (text, NUMBER_TEXT_BYTES, formats[i], (double) value);
      if ((float) g_ascii_strtod (text, NULL) == value)
        break;
    }
  return text;
}
