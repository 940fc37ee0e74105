/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Short-time analysis of the newest samples: power per bin.

   The window is the asymmetric one of Mauler and Martin (EUSIPCO 2007): half a
   period of a sine that rises over almost the whole length and falls within
   1 ms, so that its centroid lies nearer to the newest sample. */

#ifndef ENH_DSP_ANALYSIS_H
#define ENH_DSP_ANALYSIS_H

#include "dsp/fft.h"

typedef struct enh__analysis {
  enh_allocator alloc;
  uint32_t length;        /* N, samples */
  uint32_t bins;          /* N / 2 + 1 */
  float scale;            /* |X|^2 to mean square, one-sided */
  float *window;          /* N */
  float *windowed;        /* N: scratch */
  enh__complex *spectrum; /* bins: scratch */
  enh__fft *fft;
} enh__analysis;

/* length: as for enh__fft_create; fall: samples of the window's falling part.
   Returns 0, or -1 without memory. */
int
enh__analysis_init (enh__analysis *analysis, const enh_allocator *alloc,
                    uint32_t length, uint32_t fall);

void
enh__analysis_clear (enh__analysis *analysis);

/* Mean square per bin of x[0] (oldest) to x[N - 1]; the sum over the bins of a
   sine of amplitude A is A^2 / 2. */
void
enh__analysis_power (enh__analysis *analysis, const float *x, float *power);

#endif
