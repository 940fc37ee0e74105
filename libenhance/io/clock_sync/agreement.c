/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/clock_sync/agreement.h"

#define AGREE_S 0.005

double
enh__looks_note (enh__looks *looks, double seen_s)
{
  uint32_t place = looks->count++;

  for (; place > 0 && looks->seen_s[place - 1u] > seen_s; --place)
    looks->seen_s[place] = looks->seen_s[place - 1u];
  looks->seen_s[place] = seen_s;

  for (uint32_t i = 1; i < looks->count; ++i)
    if (looks->seen_s[i] - looks->seen_s[i - 1u] <= AGREE_S)
      return looks->seen_s[i];
  return looks->count == ENH__LOOKS_MOST ? looks->seen_s[ENH__LOOKS_MOST / 2]
                                         : 0.0;
}

void
enh__looks_forget (enh__looks *looks)
{
  looks->count = 0;
}
