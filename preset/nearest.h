/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The name that was probably meant, by letters missing, added, changed or
   swapped (Damerau 1964, Levenshtein 1966). */

#ifndef PRESET_NEAREST_H
#define PRESET_NEAREST_H

#include <glib.h>

typedef struct preset_nearest {
  const char *wanted;
  const char *found; /* NULL: nothing near enough yet */
  guint distance;    /* of `found`, in letters */
} preset_nearest;

void
nearest_begin (preset_nearest *search, const char *wanted);

/* `name` must outlive the search. */
void
nearest_offer (preset_nearest *search, const char *name);

/* NULL: nothing is close enough. */
const char *
nearest_found (const preset_nearest *search);

#endif
