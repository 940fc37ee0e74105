/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The value of a sound between its samples. */

#ifndef ENH_IO_CLOCK_SYNC_SINC_H
#define ENH_IO_CLOCK_SYNC_SINC_H

#include <stdint.h>

typedef struct enh__sinc {
  uint32_t half; /* samples needed before and after, each */
  uint32_t taps; /* 2 half */
  float *table;  /* a row of `taps` for each position between two samples */
} enh__sinc;

/* Setup. `ratio`: samples taken by samples made; above 1 what the slower clock
   cannot carry is filtered away. 0, or -1: no memory. */
int
enh__sinc_init (enh__sinc *sinc, double ratio);

/* NULL table is fine. */
void
enh__sinc_clear (enh__sinc *sinc);

/* Audio. The weights of the samples around a position `part` (0 to 1) after
   sample half - 1 of them, into `weights` (taps). */
void
enh__sinc_weights (const enh__sinc *sinc, double part, float *weights);

/* Audio: their sum over `taps` samples. */
float
enh__sinc_sum (const enh__sinc *sinc, const float *weights, const float *x);

#endif
