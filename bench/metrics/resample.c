/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "resample.h"

#include "base/bessel.h"
#include "common.h"

#include <math.h>
#include <stdlib.h>

static const double pi = 3.14159265358979323846;

/* Low pass with a gain of `up` at 0 Hz; 2 half + 1 taps. */
static double *
make_filter (size_t half, double cutoff, double beta, double up)
{
  const size_t taps = 2 * half + 1;
  double *filter = bench_zeros (taps, sizeof *filter);
  double sum = 0.0;

  for (size_t i = 0; i < taps; ++i)
    {
      const double t = (double) i - (double) half;
      const double along = t / (double) half;
      const double angle = pi * cutoff * t;
      filter[i]
        = (t == 0.0 ? 1.0 : sin (angle) / angle)
          * enh__bessel_i0 (beta * sqrt (fmax (0.0, 1.0 - along * along)));
      sum += filter[i];
    }
  for (size_t i = 0; i < taps; ++i)
    filter[i] *= up / sum;
  return filter;
}

double *
metric_resample (const double *x, size_t count, unsigned up, unsigned down,
                 unsigned reach, double edge, double beta, size_t *made)
{
  const unsigned most = up > down ? up : down;
  const size_t half = (size_t) reach * most;
  double *filter = make_filter (half, edge / most, beta, up);

  *made = (count * up + down - 1) / down;
  double *y = bench_zeros (*made, sizeof *y);
  for (size_t n = 0; n < *made; ++n)
    {
      /* y[n] = sum over m of x[m] h[n down - m up], h centred. */
      const size_t centre = n * down;
      const size_t first = centre > half ? (centre - half + up - 1) / up : 0;
      size_t last = (centre + half) / up;
      double sum = 0.0;
      if (last >= count)
        last = count - 1;
      for (size_t m = first; m <= last && count; ++m)
        sum += x[m] * filter[centre + half - m * up];
      y[n] = sum;
    }
  free (filter);
  return y;
}

double *
metric_resample_plain (const double *x, size_t count, unsigned up,
                       unsigned down, size_t *made)
{
  return metric_resample (x, count, up, down, 10, 1.0, 5.0, made);
}
