/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Whether the whole spectrum stands still: noise does, speech does not. */

#ifndef ENH_DSP_STILLNESS_H
#define ENH_DSP_STILLNESS_H

#include <stdint.h>

/* Ranges of the spectrum, and blocks of time over which they are compared. */
#define ENH__STILL_RANGES 8u
#define ENH__STILL_BLOCKS 12u

typedef struct enh__stillness {
  uint32_t first[ENH__STILL_RANGES + 1]; /* bin of each range, and the end */
  uint32_t block_hops;                   /* hops of a block */
  uint32_t hops;                         /* in the present block */
  uint32_t block;                        /* the next to be written */
  float sum[ENH__STILL_RANGES];          /* power of the present block */
  float power[ENH__STILL_BLOCKS][ENH__STILL_RANGES];
  int still[ENH__STILL_RANGES];  /* 1: has not moved */
  float mean[ENH__STILL_RANGES]; /* power of the range, mean of a hop */
} enh__stillness;

/* Bins are bin_hz apart, `bins` of them at the most; hop_seconds: time between
   updates. */
void
enh__stillness_init (enh__stillness *stillness, uint32_t bins, double bin_hz,
                     double hop_seconds);

void
enh__stillness_reset (enh__stillness *stillness);

/* One hop: power of each bin in. Returns 1 where a block has ended and most
   ranges stand still: `still` and `mean` tell of each. */
int
enh__stillness_update (enh__stillness *stillness, const float *power);

#endif
