/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A Fourier transform for measuring, in double precision and of any length that
   is a power of two. The signal chain does not use it: a measurement that shares
   code with what it measures proves less. */

#ifndef ENH_BASE_FFT_DOUBLE_H
#define ENH_BASE_FFT_DOUBLE_H

#include <complex.h>
#include <stddef.h>

/* Fill twiddles[0 … n/2 - 1] with exp (-2 pi i k / n). */
void
enh__fft_double_init (double complex *twiddles, size_t n);

/* X[k] = sum over t of x[t] exp (-+2 pi i k t / n), in place; not scaled.
   inverse: not 0 for the plus sign. */
void
enh__fft_double (double complex *x, size_t n, const double complex *twiddles,
                 int inverse);

#endif
