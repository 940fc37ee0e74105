/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "fft.h"

#include "base/fft_double.h"
#include "common.h"

#include <math.h>
#include <stdlib.h>

static const double two_pi = 6.283185307179586476925;

/* Its own table each time: the transforms here are short. */
static void
transform (double complex *x, size_t count, int inverse)
{
  double complex *twiddles = bench_zeros (count / 2 + 1, sizeof *twiddles);

  enh__fft_double_init (twiddles, count);
  enh__fft_double (x, count, twiddles, inverse);
  free (twiddles);
}

void
metric_fft (double complex *x, size_t count)
{
  transform (x, count, 0);
}

void
metric_fft_back (double complex *x, size_t count)
{
  transform (x, count, 1);
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
