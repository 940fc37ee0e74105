/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A sinc of 32 taps under a Kaiser window (Kaiser and Schafer 1980), tabulated
   at 256 positions between two samples, and linear between the rows.

   Linear phase: the middle of the 32 lies on the position asked for, so that no
   delay is added but the wait for the 16 samples after it: 0.33 ms at 48 kHz. */

#include "io/clock_sync/sinc.h"

#include "base/bessel.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Taps to either side at a ratio of 1. */
#define HALF 16.0

/* Positions between two samples. Linear interpolation between the rows errs by
   (2 pi f / 256)^2 / 8: -113 dB at 8 of 48 kHz. */
#define ROWS 256u

/* Of the window. Distortion and noise of 8 kHz at 48: 8: -97 dB, 10: -110, 12:
   -121, 14: -124 (there the rows are the limit). Each step up takes 600 Hz from
   the top; at 12 what lies below 17 kHz passes whole. */
#define KAISER_BETA 12.0

/* At `x` samples from the middle; `cut`: 1 at half the sample rate. */
static double
kernel (double x, double half, double cut)
{
  const double edge = x / half;
  if (!(fabs (edge) < 1.0))
    return 0.0;

  const double window = enh__bessel_i0 (KAISER_BETA * sqrt (1.0 - edge * edge))
                        / enh__bessel_i0 (KAISER_BETA);
  const double angle = PI * cut * x;
  return window * cut * (fabs (angle) < 1e-9 ? 1.0 : sin (angle) / angle);
}

int
enh__sinc_init (enh__sinc *sinc, double ratio)
{
  const double wide = ratio > 1.0 ? ratio : 1.0;
  /* The transition of a windowed sinc lies half on either side of its edge: at
     a ratio of 1 that is the sound's own edge, where nothing folds; below it,
     what folds falls back above the ear's 16 kHz. */
  const double cut = 1.0 / wide;

  sinc->half = (uint32_t) ceil (HALF * wide);
  sinc->taps = 2u * sinc->half;
  sinc->table = calloc ((size_t) (ROWS + 1u) * sinc->taps, sizeof (float));
  if (!sinc->table)
    return -1;
  for (uint32_t row = 0; row <= ROWS; ++row)
    {
      float *weights = sinc->table + (size_t) row * sinc->taps;
      double sum = 0.0;

      for (uint32_t t = 0; t < sinc->taps; ++t)
        {
          const double x
            = (double) t - (double) (sinc->half - 1u) - (double) row / ROWS;
          weights[t] = (float) kernel (x, HALF * wide, cut);
          sum += (double) weights[t];
        }
      /* Every row passes what does not move alike: no ripple. */
      for (uint32_t t = 0; t < sinc->taps; ++t)
        weights[t] = (float) ((double) weights[t] / sum);
    }
  return 0;
}

void
enh__sinc_clear (enh__sinc *sinc)
{
  free (sinc->table);
  sinc->table = NULL;
}

void
enh__sinc_weights (const enh__sinc *sinc, double part, float *weights)
{
  const double at = part * ROWS;
  uint32_t row = at > 0.0 ? (uint32_t) at : 0u;
  if (row >= ROWS)
    row = ROWS - 1u;
  const float share = (float) (at - (double) row);
  const float *before = sinc->table + (size_t) row * sinc->taps;
  const float *after = before + sinc->taps;

  for (uint32_t t = 0; t < sinc->taps; ++t)
    weights[t] = before[t] + share * (after[t] - before[t]);
}

/* Eight sums, so that the compiler may add eight products at a time. */
enum { LANES = 8 };

float
enh__sinc_sum (const enh__sinc *sinc, const float *weights, const float *x)
{
  float lanes[LANES] = { 0.0f };
  uint32_t t = 0;

  for (; t + LANES <= sinc->taps; t += LANES)
    for (uint32_t l = 0; l < LANES; ++l)
      lanes[l] += weights[t + l] * x[t + l];
  for (; t < sinc->taps; ++t)
    lanes[0] += weights[t] * x[t];
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
         + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}
