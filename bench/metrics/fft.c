/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cooley and Tukey 1965, radix 2, decimation in time. */

#include "fft.h"

#include <math.h>
#include <stdlib.h>

static const double two_pi = 6.283185307179586476925;

static void
reverse (double complex *x, size_t count)
{
  for (size_t i = 1, j = 0; i < count; ++i)
    {
      size_t bit = count >> 1;
      for (; j & bit; bit >>= 1)
        j ^= bit;
      j ^= bit;
      if (i < j)
        {
          const double complex other = x[i];
          x[i] = x[j];
          x[j] = other;
        }
    }
}

static void
transform (double complex *x, size_t count, double direction)
{
  reverse (x, count);
  for (size_t half = 1; half < count; half *= 2)
    for (size_t k = 0; k < half; ++k)
      {
        const double angle
          = direction * two_pi * (double) k / (2.0 * (double) half);
        const double c = cos (angle);
        const double s = sin (angle);
        for (size_t at = k; at < count; at += 2 * half)
          {
            /* By parts: a complex product would look for infinities. */
            const double re = creal (x[at + half]);
            const double im = cimag (x[at + half]);
            const double complex turned
              = c * re - s * im + (c * im + s * re) * I;
            x[at + half] = x[at] - turned;
            x[at] += turned;
          }
      }
}

void
metric_fft (double complex *x, size_t count)
{
  transform (x, count, -1.0);
}

void
metric_fft_back (double complex *x, size_t count)
{
  transform (x, count, 1.0);
}

void
metric_power (const double *x, const double *window, size_t frame,
              double complex *work, size_t count, double *power)
{
  for (size_t i = 0; i < count; ++i)
    work[i] = i < frame ? x[i] * window[i] : 0.0;
  metric_fft (work, count);
  for (size_t k = 0; k <= count / 2; ++k)
    power[k]
      = creal (work[k]) * creal (work[k]) + cimag (work[k]) * cimag (work[k]);
}

void
metric_hanning (double *window, size_t count)
{
  for (size_t i = 0; i < count; ++i)
    window[i] = 0.5 - 0.5 * cos (two_pi * (double) i / (double) (count - 1));
}
