/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Spectra of a whole sound or of one window; lengths are powers of two. */

#ifndef BENCH_METRICS_FFT_H
#define BENCH_METRICS_FFT_H

#include <complex.h>
#include <stddef.h>

/* X[k] = sum of x[n] exp (-2 pi i k n / count), in place. */
void
metric_fft (double complex *x, size_t count);

/* Same with exp (+2 pi i k n / count), without the division by count. */
void
metric_fft_back (double complex *x, size_t count);

/* |X[k]|^2, k = 0 to count / 2, of `frame` real values under `window`, then
   zeros up to count; `work` has room for count. */
void
metric_power (const double *x, const double *window, size_t frame,
              double complex *work, size_t count, double *power);

/* numpy's hanning: both ends are zero. */
void
metric_hanning (double *window, size_t count);

#endif
