/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Real FFT: the only caller of KissFFT. Lengths have only factors 2, 3 and 5
   and transforms are never in place, because otherwise KissFFT allocates inside
   the transform. A handle is for one thread, because it contains the scratch
   memory. */

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

/* X[k] = sum x[n] exp (-2 pi i k n / N), k = 0 to N/2. x is unchanged. */
void
enh__fft_forward (enh__fft *fft, const float *x, enh__complex *bins);

/* x[n] = sum over all N bins; N times the inverse of forward. */
void
enh__fft_inverse (enh__fft *fft, const enh__complex *bins, float *x);

#endif
