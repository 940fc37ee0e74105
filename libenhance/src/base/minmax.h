/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Minimum and maximum as one instruction each; fminf and fmaxf are calls
   because of their handling of NaN. Here the second argument is returned if
   either is NaN. */

#ifndef ENH_BASE_MINMAX_H
#define ENH_BASE_MINMAX_H

static inline float
enh__min (float a, float b)
{
  return a < b ? a : b;
}

static inline float
enh__max (float a, float b)
{
  return a > b ? a : b;
}

/* Position of value between low and high: 0 at low and below, 1 at high and
   above. */
static inline float
enh__part_between (float value, float low, float high)
{
  return enh__min (enh__max ((value - low) / (high - low), 0.0f), 1.0f);
}

#endif
