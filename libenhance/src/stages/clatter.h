/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Clatter guard: softens dishes, keys and doors. */

#ifndef ENH_STAGES_CLATTER_H
#define ENH_STAGES_CLATTER_H

#include <stdint.h>

typedef struct enh__clatter {
  float rise;     /* share of the way per sample, envelope rising */
  float fall;     /* factor per sample, envelope falling */
  float release;  /* share of the way per sample, gain returning */
  float decay;    /* factor per sample of the fast peak */
  float peak;     /* fast peak of the sound, linear */
  float envelope; /* slow peak of the sound, linear */
  float gain;     /* 1: none taken */
  float deepest;  /* least gain since it was last read */
} enh__clatter;

void
enh__clatter_init (enh__clatter *clatter, double sample_rate);

/* full_scale_db: dB SPL of a full-scale sine at the microphone. */
void
enh__clatter_reset (enh__clatter *clatter, float full_scale_db);

/* In place; all channels get the same gain. With enabled = 0 the gain returns
   to 1 and nothing is reduced. */
void
enh__clatter_process (enh__clatter *clatter, float *const *channels,
                      uint32_t channel_count, uint32_t count,
                      float full_scale_db, int enabled);

float
enh__clatter_read_gain (enh__clatter *clatter);

#endif
