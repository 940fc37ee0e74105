/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A Fourier transform for setup threads: long, in double precision, and of no
   other room. The one of the signal chain is the chain's. */

#ifndef ENH_IO_LIVE_FOURIER_H
#define ENH_IO_LIVE_FOURIER_H

#include <stddef.h>

typedef struct enh__complex {
  double re;
  double im;
} enh__complex;

/* Fill turns[0 … n/2 - 1] with exp (-2 pi i k / n). n is a power of two. */
void
enh__fourier_turns (enh__complex *turns, size_t n);

/* X[k] = sum over t of x[t] exp (-+2 pi i k t / n), in place; not scaled.
   inverse: not 0 for the plus sign. */
void
enh__fourier (enh__complex *x, size_t n, const enh__complex *turns,
              int inverse);

#endif
