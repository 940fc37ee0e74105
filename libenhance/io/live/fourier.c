/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cooley and Tukey (1965), radix 2, decimation in time. */

#include "io/live/fourier.h"

#include <math.h>

#define TWO_PI 6.28318530717958647692

void
enh__fourier_turns (enh__complex *turns, size_t n)
{
  for (size_t k = 0; k < n / 2u; ++k)
    {
      const double angle = -TWO_PI * (double) k / (double) n;
      turns[k].re = cos (angle);
      turns[k].im = sin (angle);
    }
}

/* Swap each place with the one whose bits are in the other order. */
static void
reorder (enh__complex *x, size_t n)
{
  for (size_t i = 1, j = 0; i < n; ++i)
    {
      size_t bit = n / 2u;

      for (; j & bit; bit /= 2u)
        j ^= bit;
      j ^= bit;
      if (i < j)
        {
          const enh__complex kept = x[i];
          x[i] = x[j];
          x[j] = kept;
        }
    }
}

void
enh__fourier (enh__complex *x, size_t n, const enh__complex *turns, int inverse)
{
  const double sign = inverse ? -1.0 : 1.0;

  reorder (x, n);
  for (size_t half = 1; half < n; half *= 2u)
    for (size_t begin = 0; begin < n; begin += 2u * half)
      for (size_t k = 0; k < half; ++k)
        {
          const enh__complex turn = turns[k * (n / (2u * half))];
          enh__complex *a = &x[begin + k];
          enh__complex *b = &x[begin + k + half];
          const double re = b->re * turn.re - sign * b->im * turn.im;
          const double im = sign * b->re * turn.im + b->im * turn.re;

          b->re = a->re - re;
          b->im = a->im - im;
          a->re += re;
          a->im += im;
        }
}
