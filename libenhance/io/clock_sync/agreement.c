/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/clock_sync/agreement.h"

#define AGREE_S 0.005

double
enh__agreement_add (enh__agreement *agreement, double seen_s)
{
  uint32_t place = agreement->count++;

  for (; place > 0 && agreement->seen_s[place - 1u] > seen_s; --place)
    agreement->seen_s[place] = agreement->seen_s[place - 1u];
  agreement->seen_s[place] = seen_s;

  for (uint32_t i = 1; i < agreement->count; ++i)
    if (agreement->seen_s[i] - agreement->seen_s[i - 1u] <= AGREE_S)
      return agreement->seen_s[i];
  return agreement->count == ENH__AGREEMENT_MOST
           ? agreement->seen_s[ENH__AGREEMENT_MOST / 2]
           : 0.0;
}

void
enh__agreement_reset (enh__agreement *agreement)
{
  agreement->count = 0;
}
