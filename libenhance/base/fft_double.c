/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Cooley and Tukey (1965), radix 2, decimation in time. */

#include "base/fft_double.h"

#include <math.h>

#define TWO_PI 6.28318530717958647692

void
enh__fft_double_init (double complex *twiddles, size_t n)
{
  for (size_t k = 0; k < n / 2u; ++k)
    {
      const double angle = -TWO_PI * (double) k / (double) n;
      twiddles[k] = cos (angle) + sin (angle) * I;
    }
}

/* Swap each place with the one whose bits are in the opposite order. */
static void
reverse_bits (double complex *x, size_t n)
{
  for (size_t i = 1, j = 0; i < n; ++i)
    {
      size_t bit = n / 2u;

      for (; j & bit; bit /= 2u)
        j ^= bit;
      j ^= bit;
      if (i < j)
        {
          const double complex kept = x[i];
          x[i] = x[j];
          x[j] = kept;
        }
    }
}

void
enh__fft_double (double complex *x, size_t n, const double complex *twiddles,
                 int inverse)
{
  const double sign = inverse ? -1.0 : 1.0;

  reverse_bits (x, n);
  for (size_t half = 1; half < n; half *= 2u)
    for (size_t begin = 0; begin < n; begin += 2u * half)
      for (size_t k = 0; k < half; ++k)
        {
          const double complex w = twiddles[k * (n / (2u * half))];
          double complex *a = &x[begin + k];
          double complex *b = &x[begin + k + half];
          /* By parts: a complex product would check for infinities. */
          const double re
            = creal (*b) * creal (w) - sign * cimag (*b) * cimag (w);
          const double im
            = sign * creal (*b) * cimag (w) + cimag (*b) * creal (w);
          const double complex turned = re + im * I;

          *b = *a - turned;
          *a += turned;
        }
}
