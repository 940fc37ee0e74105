/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "nearest.h"

#include <string.h>

/* Longer words cannot be one of the names. */
enum { LENGTH_MAX = 40 };

/* Distance in letters, case-insensitive, ASCII. */
static guint
distance (const char *a, size_t a_length, const char *b, size_t b_length)
{
  guint row[3][LENGTH_MAX + 1];

  for (size_t j = 0; j <= b_length; ++j)
    row[0][j] = (guint) j;
  for (size_t i = 1; i <= a_length; ++i)
    {
      const guint *two_up = row[(i + 1) % 3];
      const guint *up = row[(i - 1) % 3];
      guint *here = row[i % 3];

      here[0] = (guint) i;
      for (size_t j = 1; j <= b_length; ++j)
        {
          const char x = g_ascii_tolower (a[i - 1]);
          const char y = g_ascii_tolower (b[j - 1]);

          here[j] = MIN (MIN (up[j], here[j - 1]) + 1, up[j - 1] + (x != y));
          if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2])
              && y == g_ascii_tolower (a[i - 2]))
            here[j] = MIN (here[j], two_up[j - 2] + 1);
        }
    }
  return row[a_length % 3][b_length];
}

void
nearest_begin (preset_nearest *search, const char *wanted)
{
  search->wanted = wanted;
  search->found = NULL;
  search->distance = G_MAXUINT;
}

void
nearest_offer (preset_nearest *search, const char *name)
{
  const size_t wanted_length = strlen (search->wanted);
  const size_t length = strlen (name);
  guint apart;

  if (!wanted_length || wanted_length > LENGTH_MAX || length > LENGTH_MAX)
    return;
  apart = distance (search->wanted, wanted_length, name, length);
  /* The beginning of a name counts as one wrong letter. */
  if (wanted_length >= 3 && g_str_has_prefix (name, search->wanted))
    apart = MIN (apart, 1);
  /* One letter in three may be wrong. */
  if (apart <= MAX (length / 3, 1) && apart < search->distance)
    {
      search->distance = apart;
      search->found = name;
    }
}

const char *
nearest_found (const preset_nearest *search)
{
  return search->found;
}
