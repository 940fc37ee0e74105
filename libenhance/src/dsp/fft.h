/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Real FFT: the one caller of KissFFT.

   Lengths have only factors 2, 3 and 5, because for others KissFFT allocates
   inside the transform; transforms are never in place, for the same reason.
   One handle serves one thread: the transform keeps its scratch there. */

#ifndef ENH_DSP_FFT_H
#define ENH_DSP_FFT_H

#include <enhance/config.h>

#include <stdint.h>

typedef struct enh__fft enh__fft;

typedef struct enh__complex {
  float re;
  float im;
} enh__complex;

/* The next length >= n that is even and has only factors 2, 3, 5. */
uint32_t
enh__fft_next_length (uint32_t n);

/* length: even, factors 2, 3, 5 only; NULL otherwise, or without memory. */
enh__fft *
enh__fft_create (const enh_allocator *alloc, uint32_t length);

void
enh__fft_destroy (enh__fft *fft);

/* X[k] = sum x[n] exp (-2 pi i k n / N), k = 0 to N/2. x keeps its values. */
void
enh__fft_forward (enh__fft *fft, const float *x, enh__complex *bins);

/* x[n] = sum over all N bins; N times the inverse of forward. */
void
enh__fft_inverse (enh__fft *fft, const enh__complex *bins, float *x);

#endif
